/// A signature without its parity, as other systems carry it.
public enum EncodedSignature: Hashable, Sendable {
  /// r and s, 32 bytes each.
  case compact([UInt8])
  /// Strict DER (SEC 1, appendix C.8), as key management services answer.
  case der([UInt8])
}
