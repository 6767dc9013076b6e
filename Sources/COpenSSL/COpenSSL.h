// OpenSSL 3.0: digests, HMAC, key derivation, ciphers, signatures and random bytes, and TLS.
#pragma once
// SHA256_Init and its like, which keep HMAC's hashed pads: EVP cannot copy a state without a heap block.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
