#define _GNU_SOURCE
#include <dlfcn.h>

#include "reference.h"

// The structures of libsecp256k1's headers: opaque bytes, 64 for a key and 65 for a signature.
typedef struct {
  uint8_t bytes[65];
} recoverable;
typedef struct {
  uint8_t bytes[64];
} point;

static void *context;
static int (*sign)(const void *, recoverable *, const uint8_t *, const uint8_t *, const void *,
                   const void *);
static int (*serialize)(const void *, uint8_t *, int *, const recoverable *);
static int (*parse)(const void *, recoverable *, const uint8_t *, int);
static int (*recover)(const void *, point *, const recoverable *, const uint8_t *);
static int (*serialize_point)(const void *, uint8_t *, size_t *, const point *, unsigned int);

int reference_has_secp256k1(void) {
  if (context) return 1;
  void *library = dlopen("libsecp256k1.so.1", RTLD_NOW);
  if (!library) return 0;
  void *(*make)(unsigned int) = dlsym(library, "secp256k1_context_create");
  sign = dlsym(library, "secp256k1_ecdsa_sign_recoverable");
  serialize = dlsym(library, "secp256k1_ecdsa_recoverable_signature_serialize_compact");
  parse = dlsym(library, "secp256k1_ecdsa_recoverable_signature_parse_compact");
  recover = dlsym(library, "secp256k1_ecdsa_recover");
  serialize_point = dlsym(library, "secp256k1_ec_pubkey_serialize");
  if (!make || !sign || !serialize || !parse || !recover || !serialize_point) return 0;
  context = make(1);
  return context != 0;
}

void reference_sign(const uint8_t *digests, const uint8_t *key, uint8_t *signatures,
                    size_t count) {
  for (size_t i = 0; i < count; i++) {
    recoverable made;
    int parity = 0;
    sign(context, &made, digests + 32 * i, key, 0, 0);
    serialize(context, signatures + 65 * i, &parity, &made);
    signatures[65 * i + 64] = (uint8_t)parity;
  }
}

uint64_t reference_recover(const uint8_t *digests, const uint8_t *signatures, size_t count) {
  uint64_t sum = 0;
  for (size_t i = 0; i < count; i++) {
    recoverable parsed;
    point key;
    uint8_t bytes[65];
    size_t length = sizeof bytes;
    parse(context, &parsed, signatures + 65 * i, signatures[65 * i + 64]);
    recover(context, &key, &parsed, digests + 32 * i);
    serialize_point(context, bytes, &length, &key, 2);
    sum += bytes[32];
  }
  return sum;
}
