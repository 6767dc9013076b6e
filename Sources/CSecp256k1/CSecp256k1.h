// libsecp256k1 0.2: ECDSA with recovery. Flags that are macros in its headers are constants here.
#pragma once
#include <secp256k1.h>
#include <secp256k1_recovery.h>

static const unsigned int CSECP256K1_CONTEXT_NONE = SECP256K1_CONTEXT_NONE;
static const unsigned int CSECP256K1_COMPRESSED = SECP256K1_EC_COMPRESSED;
static const unsigned int CSECP256K1_UNCOMPRESSED = SECP256K1_EC_UNCOMPRESSED;
