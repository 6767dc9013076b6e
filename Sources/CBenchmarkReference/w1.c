#include "reference.h"

// Prices are ticks of 0.1 USDT and quantities lots of 0.001 BTC, so a tick-lot is 1e-4 USDT.
// Exponential averages over 10 and 20 bars; from the 20th bar on the position wanted is +100 lots
// when the fast one is not below the slow one and -100 otherwise. An order fills at the next open
// at 5 bps. A funding at the end of a bar is paid on the position held, at the close.
enum { lots = 100, warm_up = 20 };

reference_w1_result reference_w1(const reference_bar *bars, size_t bar_count,
                                 const reference_funding *fundings, size_t funding_count,
                                 int with_orders) {
  const double fast_share = 2.0 / 11, slow_share = 2.0 / 21;
  double fast = 0, slow = 0;
  int64_t cash = 0, fees = 0, funding = 0, position = 0, pending = 0, fills = 0;
  size_t next = 0;
  for (size_t i = 0; i < bar_count; i++) {
    const reference_bar *bar = bars + i;
    if (pending) {
      int64_t notional = pending * bar->open;
      cash -= notional * 100000000;
      fees += (notional < 0 ? -notional : notional) * 50000;
      position += pending;
      pending = 0;
      fills++;
    }
    double price = (double)bar->close / 10.0;
    if (i == 0) {
      fast = slow = price;
    } else {
      fast = fast_share * price + (1 - fast_share) * fast;
      slow = slow_share * price + (1 - slow_share) * slow;
    }
    int64_t end = bar->open_time + 60000000000LL;
    while (next < funding_count && fundings[next].time <= end) {
      if (fundings[next].time == end) funding -= position * bar->close * fundings[next].rate;
      next++;
    }
    if (with_orders && i + 1 >= warm_up) {
      int64_t wanted = fast >= slow ? lots : -lots;
      if (wanted != position) pending = wanted - position;
    }
  }
  reference_w1_result result = {fills, position, 0};
  result.profit = cash + position * bars[bar_count - 1].close * 100000000 - fees + funding;
  return result;
}
