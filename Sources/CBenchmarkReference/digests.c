#define _GNU_SOURCE
#include <dlfcn.h>

#include "reference.h"

typedef struct EVP_MD_CTX EVP_MD_CTX;
typedef struct EVP_MD EVP_MD;

static int (*digest_init)(EVP_MD_CTX *, const EVP_MD *, const void *);
static int (*digest_update)(EVP_MD_CTX *, const void *, size_t);
static int (*digest_final)(EVP_MD_CTX *, unsigned char *, unsigned int *);
static EVP_MD_CTX *context;
static EVP_MD *sha256;
static EVP_MD *sha3_256;

int reference_has_openssl(void) {
  if (context) return 1;
  void *library = dlopen("libcrypto.so.3", RTLD_NOW);
  if (!library) return 0;
  EVP_MD *(*fetch)(void *, const char *, const char *) = dlsym(library, "EVP_MD_fetch");
  EVP_MD_CTX *(*make)(void) = dlsym(library, "EVP_MD_CTX_new");
  digest_init = dlsym(library, "EVP_DigestInit_ex2");
  digest_update = dlsym(library, "EVP_DigestUpdate");
  digest_final = dlsym(library, "EVP_DigestFinal_ex");
  if (!fetch || !make || !digest_init || !digest_update || !digest_final) return 0;
  sha256 = fetch(0, "SHA256", 0);
  sha3_256 = fetch(0, "SHA3-256", 0);
  if (!sha256 || !sha3_256) return 0;
  context = make();
  return context != 0;
}

static void digest(const EVP_MD *algorithm, const uint8_t *bytes, size_t count, uint8_t *result) {
  unsigned int length;
  digest_init(context, algorithm, 0);
  digest_update(context, bytes, count);
  digest_final(context, result, &length);
}

void reference_sha256(const uint8_t *bytes, size_t count, uint8_t *result) {
  digest(sha256, bytes, count, result);
}

void reference_sha3_256(const uint8_t *bytes, size_t count, uint8_t *result) {
  digest(sha3_256, bytes, count, result);
}
