#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>

#include "reference.h"

typedef unsigned _BitInt(256) wide;

void reference_multiply256(const uint64_t *left, const uint64_t *right, uint64_t *products,
                           size_t count) {
  for (size_t i = 0; i < count; i++) {
    wide a, b;
    memcpy(&a, left + 4 * i, 32);
    memcpy(&b, right + 4 * i, 32);
    wide product = a * b;
    memcpy(products + 4 * i, &product, 32);
  }
}

// mpn_mul(product, a, a_limbs, b, b_limbs) wants a_limbs >= b_limbs;
// mpn_tdiv_qr(quotient, remainder, 0, numerator, numerator_limbs, divisor, divisor_limbs).
typedef uint64_t (*mpn_mul)(uint64_t *, const uint64_t *, long, const uint64_t *, long);
typedef void (*mpn_tdiv_qr)(uint64_t *, uint64_t *, long, const uint64_t *, long, const uint64_t *,
                            long);
static mpn_mul gmp_multiply;
static mpn_tdiv_qr gmp_divide;

int reference_has_gmp(void) {
  if (!gmp_multiply) {
    void *library = dlopen("libgmp.so.10", RTLD_NOW);
    if (!library) return 0;
    gmp_multiply = (mpn_mul)dlsym(library, "__gmpn_mul");
    gmp_divide = (mpn_tdiv_qr)dlsym(library, "__gmpn_tdiv_qr");
  }
  return gmp_multiply && gmp_divide;
}

void reference_mul_div(const uint64_t *left, int left_limbs, const uint64_t *right,
                       int right_limbs, const uint64_t *divisor, int divisor_limbs,
                       uint64_t *quotients, size_t count) {
  uint64_t product[8], quotient[8], remainder[4];
  for (size_t i = 0; i < count; i++) {
    gmp_multiply(product, left + 4 * i, left_limbs, right + 4 * i, right_limbs);
    int limbs = left_limbs + right_limbs;
    while (limbs > divisor_limbs && product[limbs - 1] == 0) limbs--;
    memset(quotient, 0, sizeof quotient);
    gmp_divide(quotient, remainder, 0, product, limbs, divisor + 4 * i, divisor_limbs);
    memcpy(quotients + 4 * i, quotient, 32);
  }
}
