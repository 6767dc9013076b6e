#include <stdlib.h>
#include <string.h>

#include "reference.h"

// The books of the core benchmark in plain C: pairs of a spot and a perpetual market on one base
// asset, all quoted in one currency. Same rules and roundings as the Swift rooms, fixed layout.

typedef __int128 i128;
typedef unsigned __int128 u128;
typedef struct {
  u128 low;
  i128 high;
} exact;  // 256 bits at 1e-36

enum { bucket_price, bucket_basis, bucket_fees = 7, bucket_slippage = 9, account_count = 13 };
enum { opening_account = 12, ledger_size = 1 << 16 };
enum { state_none, state_sending, state_partial, state_filled, state_canceling, state_canceled };

static const uint64_t scale = 1000000000000000000u;
static const uint64_t scale_normalized = 16000000000000000000u;
static const uint64_t scale_reciprocal = 0x2725dd1d243aba0eu;

typedef struct {
  i128 size, cost, mark, reference, spot_part, basis_part;
} perpetual;
typedef struct {
  i128 bid, ask, last, price;
  int64_t updated;
} market;
typedef struct {
  i128 quantity, filled, quote, fee, price;
  uint16_t instrument;
  uint8_t is_sell, state;
  uint64_t last_trade;
} order;
typedef struct {
  i128 amount, price;
  uint64_t sequence, trade;
  uint32_t account;
  uint8_t cause;
} record;

struct reference_core {
  int pairs;
  market *markets;
  perpetual *perpetuals;
  i128 *balances;              // by position: base of each pair, then the currency
  i128 *units, *prices;        // by asset
  i128 *longs, *shorts;        // by base asset
  i128 *reserved_buy, *reserved_sell;
  exact accounts[account_count];
  order *orders;
  record *ledger;
  uint64_t records, sequence, submitted, published;
};

static inline u128 magnitude(i128 value) { return value < 0 ? -(u128)value : (u128)value; }

static inline void full_product(u128 a, u128 b, u128 *high, u128 *low) {
  uint64_t a0 = (uint64_t)a, a1 = (uint64_t)(a >> 64), b0 = (uint64_t)b, b1 = (uint64_t)(b >> 64);
  u128 p00 = (u128)a0 * b0, p10 = (u128)a1 * b0 + (p00 >> 64);
  u128 p01 = (u128)a0 * b1 + (uint64_t)p10;
  *high = (u128)a1 * b1 + (p10 >> 64) + (p01 >> 64);
  *low = p01 << 64 | (uint64_t)p00;
}

// One 2-by-1 division by 1e18 << 4 with a precomputed reciprocal.
static inline uint64_t limb_quotient(uint64_t high, uint64_t low, uint64_t *rest) {
  u128 estimate = (u128)scale_reciprocal * high + ((u128)high << 64 | low);
  uint64_t quotient = (uint64_t)(estimate >> 64) + 1;
  uint64_t remainder = low - quotient * scale_normalized;
  if (remainder > (uint64_t)estimate) {
    quotient--;
    remainder += scale_normalized;
  }
  if (remainder >= scale_normalized) {
    quotient++;
    remainder -= scale_normalized;
  }
  *rest = remainder;
  return quotient;
}

static inline u128 over_scale(u128 high, u128 low, uint64_t *rest) {
  uint64_t top = (uint64_t)high << 4 | (uint64_t)(low >> 124), remainder;
  low <<= 4;
  uint64_t upper = limb_quotient(top, (uint64_t)(low >> 64), &remainder);
  uint64_t lower = limb_quotient(remainder, (uint64_t)low, &remainder);
  *rest = remainder >> 4;
  return (u128)upper << 64 | lower;
}

// a × b at 1e-18, half to even.
static inline i128 product(i128 a, i128 b) {
  u128 high, low;
  uint64_t rest;
  full_product(magnitude(a), magnitude(b), &high, &low);
  u128 quotient = over_scale(high, low, &rest);
  if (rest > scale - rest || (rest == scale - rest && (quotient & 1))) quotient++;
  return (a < 0) != (b < 0) ? -(i128)quotient : (i128)quotient;
}

static inline i128 product_up(i128 a, i128 b) {
  u128 high, low;
  uint64_t rest;
  full_product(magnitude(a), magnitude(b), &high, &low);
  u128 quotient = over_scale(high, low, &rest);
  return (i128)(quotient + (rest != 0));
}

// 256 by 128 bits, quotient below 2^128 (schoolbook on 64-bit digits).
static u128 wide_quotient(u128 high, u128 low, u128 divisor, u128 *rest) {
  int shift = divisor >> 64 ? __builtin_clzll((uint64_t)(divisor >> 64))
                            : 64 + __builtin_clzll((uint64_t)divisor);
  if (shift) {
    divisor <<= shift;
    high = high << shift | low >> (128 - shift);
    low <<= shift;
  }
  uint64_t d1 = (uint64_t)(divisor >> 64), d0 = (uint64_t)divisor;
  u128 quotient = 0;
  for (int step = 0; step < 2; step++) {
    uint64_t digit = (uint64_t)(low >> 64);
    u128 guess, remainder;
    if ((uint64_t)(high >> 64) >= d1) {
      guess = (u128)(uint64_t)-1;
      remainder = high - guess * d1;
    } else {
      guess = high / d1;
      remainder = high % d1;
    }
    while (!(remainder >> 64) && guess * d0 > (remainder << 64 | digit)) {
      guess--;
      remainder += d1;
    }
    high = (high << 64 | digit) - guess * divisor;
    low <<= 64;
    quotient = quotient << 64 | guess;
  }
  *rest = high >> shift;
  return quotient;
}

static i128 share(i128 amount, i128 part, i128 whole) {
  if (part == whole) return amount;
  u128 high, low, rest;
  full_product(magnitude(amount), magnitude(part), &high, &low);
  u128 quotient = wide_quotient(high, low, magnitude(whole), &rest);
  u128 other = magnitude(whole) - rest;
  if (rest > other || (rest == other && (quotient & 1))) quotient++;
  return amount < 0 ? -(i128)quotient : (i128)quotient;
}

static inline void post(reference_core *core, int account, i128 amount, i128 price) {
  u128 high, low;
  full_product(magnitude(amount), magnitude(price), &high, &low);
  exact *sum = core->accounts + account;
  if ((amount < 0) != (price < 0)) {
    u128 before = sum->low;
    sum->low -= low;
    sum->high -= (i128)high + (sum->low > before);
  } else {
    sum->low += low;
    sum->high += (i128)high + (sum->low < low);
  }
}

static inline void write(reference_core *core, uint32_t account, int cause, i128 amount, i128 price,
                         uint64_t trade) {
  if (!amount) return;
  core->ledger[core->records++ & (ledger_size - 1)] =
      (record){amount, price, core->sequence, trade, account, (uint8_t)cause};
}

static inline void expose(reference_core *core, int asset, i128 before, i128 after) {
  if (before > 0) core->longs[asset] -= before;
  else core->shorts[asset] += before;
  if (after > 0) core->longs[asset] += after;
  else core->shorts[asset] -= after;
}

static void revalue(reference_core *core, perpetual *held) {
  if (!held->size) return;
  i128 spot = product(held->size, held->reference);
  i128 basis = product(held->size, held->mark - held->reference);
  i128 spot_change = spot - held->spot_part, basis_change = basis - held->basis_part;
  held->spot_part = spot;
  held->basis_part = basis;
  core->units[core->pairs] += spot_change + basis_change;
  post(core, bucket_price, spot_change, core->prices[core->pairs]);
  post(core, bucket_basis, basis_change, core->prices[core->pairs]);
}

static void observe(reference_core *core, int instrument, i128 price) {
  market *here = core->markets + instrument;
  here->updated = (int64_t)core->sequence;
  if (here->price == price) return;
  if (instrument >= core->pairs) {
    perpetual *held = core->perpetuals + instrument - core->pairs;
    if (!held->mark) held->reference = price;
    held->mark = price;
    revalue(core, held);
  } else {
    if (here->price) {
      perpetual *held = core->perpetuals + instrument;
      if (held->mark) {
        held->reference += price - here->price;
        revalue(core, held);
      }
    }
    i128 change = price - core->prices[instrument];
    if (core->units[instrument]) post(core, bucket_price, core->units[instrument], change);
    core->prices[instrument] = price;
  }
  here->price = price;
}

static i128 equity(const reference_core *core) {
  exact sum = {0, 0};
  for (int i = 0; i < account_count; i++) {
    sum.low += core->accounts[i].low;
    sum.high += core->accounts[i].high + (sum.low < core->accounts[i].low);
  }
  uint64_t rest;
  return sum.high < 0 ? 0 : (i128)over_scale((u128)sum.high, sum.low, &rest);
}

// Normalises, values and limits an order, then reserves it and hands it on.
static void place(reference_core *core, const reference_event *event, i128 price, i128 quantity) {
  const i128 tick = (i128)scale / 100, step = (i128)scale / 1000;
  market *here = core->markets + event->instrument;
  i128 over = price % tick;
  if (over) price += event->is_sell ? tick - over : -over;
  quantity -= quantity % step;
  i128 reference = event->is_sell ? here->bid : here->ask;
  if (quantity <= 0 || product(price, quantity) < 5 * (i128)scale) return;
  i128 worth = product_up(product_up(price > reference ? price : reference, quantity), (i128)scale);
  i128 width = product(reference, (i128)scale / 10);
  if ((event->is_sell ? reference - price : price - reference) > width) return;
  if (worth > product(equity(core), 20 * (i128)scale)) return;
  core->orders[event->order - 1] = (order){.quantity = quantity, .price = price,
      .instrument = event->instrument, .is_sell = event->is_sell, .state = state_sending};
  (event->is_sell ? core->reserved_sell : core->reserved_buy)[event->instrument] += quantity;
  core->submitted++;
  core->published++;
}

static void trade_perpetual(reference_core *core, int pair, i128 quantity, i128 price,
                            uint64_t trade) {
  perpetual *held = core->perpetuals + pair;
  i128 profit = held->spot_part + held->basis_part - held->cost, realised = 0;
  i128 notional = product(quantity, price), size = held->size;
  if (!size || (size < 0) == (quantity < 0)) {
    held->cost += notional;
  } else {
    i128 whole = (i128)magnitude(size), traded = (i128)magnitude(quantity);
    i128 part = whole < traded ? whole : traded;
    i128 released = share(held->cost, part, whole), closing = share(notional, part, traded);
    realised = -(closing + released);
    held->cost += notional - closing - released;
  }
  held->size = size + quantity;
  expose(core, pair, size, held->size);
  held->spot_part = product(held->size, held->reference);
  held->basis_part = product(held->size, held->mark - held->reference);
  i128 change = held->spot_part + held->basis_part - held->cost - profit;
  i128 settle = core->prices[core->pairs];
  core->units[core->pairs] += change + realised;
  core->balances[core->pairs] += realised;
  post(core, bucket_slippage, change, settle);
  post(core, bucket_slippage, realised, settle);
  write(core, (uint32_t)(core->pairs + 1 + pair), 1, quantity, 0, trade);
  write(core, (uint32_t)(2 * core->pairs + 1), 1, change, settle, trade);
  write(core, (uint32_t)core->pairs, 1, realised, settle, trade);
}

static void fill(reference_core *core, const reference_event *event, i128 price, i128 quantity) {
  order *filled = core->orders + event->order - 1;
  if (filled->state == state_none || filled->last_trade == core->sequence) return;
  int currency = core->pairs, instrument = event->instrument;
  i128 before = filled->quantity - filled->filled, notional = product(price, quantity);
  i128 fee = (i128)event->bid * event->quantity * 5000000000, signs = event->is_sell ? -1 : 1;
  filled->last_trade = core->sequence;
  filled->filled += quantity;
  filled->quote += notional;
  filled->fee += fee;
  filled->state = filled->filled >= filled->quantity ? state_filled : state_partial;
  (event->is_sell ? core->reserved_sell : core->reserved_buy)[instrument] +=
      filled->quantity - filled->filled - before;
  core->published++;
  if (instrument >= core->pairs) {
    trade_perpetual(core, instrument - core->pairs, signs * quantity, price, core->sequence);
  } else {
    i128 held = core->balances[instrument];
    core->balances[instrument] += signs * quantity;
    expose(core, instrument, held, core->balances[instrument]);
    core->units[instrument] += signs * quantity;
    core->balances[currency] -= signs * notional;
    core->units[currency] -= signs * notional;
    post(core, bucket_slippage, signs * quantity, core->prices[instrument]);
    post(core, bucket_slippage, -signs * notional, core->prices[currency]);
    write(core, (uint32_t)instrument, 1, signs * quantity, core->prices[instrument],
          core->sequence);
    write(core, (uint32_t)currency, 1, -signs * notional, core->prices[currency], core->sequence);
  }
  core->balances[currency] -= fee;
  core->units[currency] -= fee;
  post(core, bucket_fees, -fee, core->prices[currency]);
  write(core, (uint32_t)currency, 2, -fee, core->prices[currency], core->sequence);
}

static void cancel(reference_core *core, const reference_event *event) {
  order *canceled = core->orders + event->order - 1;
  if (event->kind == 4) {
    if (canceled->state == state_sending || canceled->state == state_partial)
      canceled->state = state_canceling;
    return;
  }
  if (canceled->state == state_none || canceled->state == state_filled) return;
  canceled->state = state_canceled;
  (canceled->is_sell ? core->reserved_sell : core->reserved_buy)[canceled->instrument] -=
      canceled->quantity - canceled->filled;
  core->published++;
}

void reference_core_run(reference_core *core, const reference_event *events, size_t count) {
  const i128 tick = (i128)scale / 100, step = (i128)scale / 1000;
  for (size_t i = 0; i < count; i++) {
    const reference_event *event = events + i;
    core->sequence++;
    market *here = core->markets + event->instrument;
    i128 price = event->bid * tick;
    switch (event->kind) {
      case 0:
        here->bid = price;
        here->ask = event->ask * tick;
        observe(core, event->instrument, (here->bid + here->ask) / 2);
        break;
      case 1:
        here->last = price;
        observe(core, event->instrument, price);
        break;
      case 2: place(core, event, price, event->quantity * step); break;
      case 3: fill(core, event, price, event->quantity * step); break;
      default: cancel(core, event);
    }
  }
}

reference_core *reference_core_make(int pairs, size_t orders) {
  reference_core *core = calloc(1, sizeof *core);
  core->pairs = pairs;
  core->markets = calloc(2 * (size_t)pairs, sizeof(market));
  core->perpetuals = calloc((size_t)pairs, sizeof(perpetual));
  core->balances = calloc((size_t)pairs + 1, sizeof(i128));
  core->units = calloc((size_t)pairs + 1, sizeof(i128));
  core->prices = calloc((size_t)pairs + 1, sizeof(i128));
  core->longs = calloc((size_t)pairs, sizeof(i128));
  core->shorts = calloc((size_t)pairs, sizeof(i128));
  core->reserved_buy = calloc(2 * (size_t)pairs, sizeof(i128));
  core->reserved_sell = calloc(2 * (size_t)pairs, sizeof(i128));
  core->orders = calloc(orders, sizeof(order));
  core->ledger = calloc(ledger_size, sizeof(record));
  i128 opening = (i128)scale * 1000000000;
  core->prices[pairs] = (i128)scale;
  core->units[pairs] = core->balances[pairs] = opening;
  post(core, opening_account, opening, (i128)scale);
  return core;
}

void reference_core_free(reference_core *core) {
  free(core->markets);
  free(core->perpetuals);
  free(core->balances);
  free(core->units);
  free(core->prices);
  free(core->longs);
  free(core->shorts);
  free(core->reserved_buy);
  free(core->reserved_sell);
  free(core->orders);
  free(core->ledger);
  free(core);
}

void reference_core_account(const reference_core *core, int account, uint64_t *limbs) {
  memcpy(limbs, core->accounts + account, 32);
}

void reference_core_position(const reference_core *core, int instrument, uint64_t *limbs) {
  int pair = instrument - core->pairs;
  memcpy(limbs, pair < 0 ? core->balances + instrument : &core->perpetuals[pair].size, 16);
}

void reference_core_net(const reference_core *core, int asset, uint64_t *limbs) {
  i128 net = core->longs[asset] - core->shorts[asset];
  memcpy(limbs, &net, 16);
}

uint64_t reference_core_submitted(const reference_core *core) { return core->submitted; }
