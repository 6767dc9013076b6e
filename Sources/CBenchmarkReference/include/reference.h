// Plain C against which the benchmarks measure. Every function does the same work as the Swift
// code it is paired with and returns a value that depends on all of it.
#ifndef VENUES_BENCHMARK_REFERENCE_H
#define VENUES_BENCHMARK_REFERENCE_H

#include <stddef.h>
#include <stdint.h>

// CPU time of the calling thread and wall-clock time, in nanoseconds.
int64_t reference_thread_time(void);
int64_t reference_wall_time(void);

// Blocks ever taken from the heap by this process (malloc, calloc, realloc, aligned).
uint64_t reference_allocations(void);

// Keeps freed memory in the process, so that later rounds measure code and not page faults.
void reference_keep_memory(void);

// Keeps a value alive.
void reference_consume(uint64_t value);

// 256-bit numbers are four 64-bit limbs, lowest first. Low 256 bits of each product.
void reference_multiply256(const uint64_t *left, const uint64_t *right, uint64_t *products,
                           size_t count);
// left × right ÷ divisor through GMP's mpn layer (limb counts as given); false without GMP.
int reference_has_gmp(void);
void reference_mul_div(const uint64_t *left, int left_limbs, const uint64_t *right,
                       int right_limbs, const uint64_t *divisor, int divisor_limbs,
                       uint64_t *quotients, size_t count);

// SHA-256 and SHA3-256 of OpenSSL with prefetched digest and kept context; false without libcrypto.
int reference_has_openssl(void);
void reference_sha256(const uint8_t *bytes, size_t count, uint8_t *digest);
void reference_sha3_256(const uint8_t *bytes, size_t count, uint8_t *digest);

// ECDSA with recovery by libsecp256k1 (65 bytes a signature, parity last); false without it.
int reference_has_secp256k1(void);
void reference_sign(const uint8_t *digests, const uint8_t *key, uint8_t *signatures, size_t count);
uint64_t reference_recover(const uint8_t *digests, const uint8_t *signatures, size_t count);

// Starts a program with its output thrown away and waits; wall nanoseconds, or -1.
int64_t reference_spawn(const char *path, const char *argument);

// Workload W1: a bar, a funding and what came of it. Money in 1e-12 USDT.
typedef struct {
  int64_t open_time, open, high, low, close, volume;
} reference_bar;
typedef struct {
  int64_t time, rate;
} reference_funding;
typedef struct {
  int64_t fills, position, profit;
} reference_w1_result;
reference_w1_result reference_w1(const reference_bar *bars, size_t bar_count,
                                 const reference_funding *fundings, size_t funding_count,
                                 int with_orders);

// The core benchmark: one event of the mix. Numbers are mantissas at 1e-18, low and high halves.
typedef struct {
  uint8_t kind;      // 0 quote, 1 trade, 2 new order, 3 fill, 4 cancel asked, 5 cancel confirmed
  uint8_t is_sell;
  uint16_t instrument;
  uint32_t order;    // from 1
  int64_t bid, ask;  // ticks of 0.01; a trade's, order's or fill's price is bid
  int64_t quantity;  // lots of 0.001
} reference_event;

typedef struct reference_core reference_core;
reference_core *reference_core_make(int pairs, size_t orders);
void reference_core_free(reference_core *core);
void reference_core_run(reference_core *core, const reference_event *events, size_t count);
// One attribution account (1e-36, four limbs), one position and one net exposure (1e-18, two limbs).
void reference_core_account(const reference_core *core, int account, uint64_t *limbs);
void reference_core_position(const reference_core *core, int instrument, uint64_t *limbs);
void reference_core_net(const reference_core *core, int asset, uint64_t *limbs);
uint64_t reference_core_submitted(const reference_core *core);

#endif
