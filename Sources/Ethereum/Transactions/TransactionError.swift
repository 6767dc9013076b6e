/// Why bytes are not a transaction, or a transaction is not valid.
public enum TransactionError: Error, Hashable, Sendable {
  /// Not canonical RLP of the wanted shape.
  case encoding(RLPError)
  /// No bytes at all.
  case empty
  /// A type byte that is not one of 1, 2, 3 and 4 (EIP-2718).
  case unsupportedType(UInt8)
  /// A legacy v that is none of 27, 28 and 35 + 2 × chain id + parity, or a parity above 1.
  case invalidV
  /// r or s outside of the group order, or s in its upper half (EIP-2).
  case invalidSignature
  /// Another chain than the expected one.
  case wrongChain
  /// The nonce 2^64 - 1 (EIP-2681).
  case nonceTooLarge
  /// A tip above the fee cap (EIP-1559).
  case tipAboveFeeCap
  /// Gas limit times fee cap, plus value and blob fees, beyond 256 bits.
  case costOverflow
  /// No blob, or more of them than a block holds (EIP-4844).
  case invalidBlobCount
  /// A blob hash of another version than 1 (EIP-4844).
  case invalidBlobVersion
  /// Blobs, commitments, proofs and versioned hashes whose counts or lengths do not fit together.
  case invalidSidecar
  /// No authorisation (EIP-7702).
  case noAuthorizations
  /// Init code longer than the limit (EIP-3860).
  case initCodeTooLong
  /// A gas limit below the intrinsic gas.
  case intrinsicGasTooLow
  /// A gas limit below the floor for calldata (EIP-7623).
  case floorGasTooLow
  /// A gas limit above the cap of one transaction (EIP-7825).
  case gasLimitTooHigh
}
