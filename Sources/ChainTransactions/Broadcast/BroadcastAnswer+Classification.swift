extension BroadcastAnswer {
  /// What nodes write, in lower case; the first that occurs decides. Sources: go-ethereum
  /// core/error.go, core/txpool/errors.go, internal/ethapi/api.go; the same words in Erigon and
  /// Reth, Nethermind's AcceptTxResult and Besu's TransactionInvalidReason beside them.
  private static let texts: [(text: String, answer: BroadcastAnswer)] = [
    ("already known", .alreadyKnown), ("alreadyknown", .alreadyKnown),
    ("already imported", .alreadyKnown), ("known transaction", .alreadyKnown),
    ("transaction already exists", .alreadyKnown),
    ("nonce too low", .nonceTooLow), ("nonce_too_low", .nonceTooLow),
    ("oldnonce", .nonceTooLow), ("nonce is too low", .nonceTooLow),
    ("replacement transaction underpriced", .underpriced),
    ("replacement_underpriced", .underpriced), ("replacementnotallowed", .underpriced),
    ("could not replace existing", .underpriced),
    ("intrinsic gas too low", .refused(.intrinsicGasTooLow)),
    ("insufficient gas for floor data gas cost", .refused(.floorGasTooLow)),
    ("floor data gas", .refused(.floorGasTooLow)),
    ("insufficient funds", .refused(.insufficientFunds)),
    ("insufficientfunds", .refused(.insufficientFunds)),
    ("upfront cost exceeds", .refused(.insufficientFunds)),
    ("max priority fee per gas higher than max fee per gas", .refused(.tipAboveFeeCap)),
    ("exceeds block gas limit", .refused(.gasLimitTooHigh)),
    ("transaction gas limit too high", .refused(.gasLimitTooHigh)),
    ("gaslimitexceeded", .refused(.gasLimitTooHigh)),
    ("exceeds the configured cap", .refused(.feeAboveNodeCap)),
    ("invalid sender", .refused(.invalid)), ("invalid chain id", .refused(.invalid)),
    ("invalid signature", .refused(.invalid)), ("chain id mismatch", .refused(.invalid)),
    ("only replay-protected", .refused(.invalid)),
    ("transaction type not supported", .refused(.invalid)),
    ("transaction gas price below minimum", .refused(.belowMinimumPrice)),
    ("transaction underpriced", .refused(.belowMinimumPrice)),
    ("feetoolow", .refused(.belowMinimumPrice)),
    ("gas price too low", .refused(.belowMinimumPrice)),
    ("oversized data", .refused(.oversized)), ("max initcode size", .refused(.oversized)),
    ("in-flight transaction limit", .refused(.delegatedAccountBusy)),
    ("gapped-nonce tx from delegated", .refused(.delegatedAccountBusy)),
    ("txpool is full", .refused(.poolFull)), ("account limit exceeded", .refused(.poolFull)),
  ]

  /// Reads a node's error by its text, letter case aside; codes differ by provider and are not
  /// trusted. "Unknown transaction" is not "known transaction".
  public static func classify(error message: String) -> BroadcastAnswer {
    let message = message.lowercased()
    if message.contains("unknown transaction") { return .unknown }
    return texts.first { message.contains($0.text) }?.answer ?? .unknown
  }

  /// The answer of several endpoints together: the bytes are in a pool if one took them, and only
  /// refused when each said so.
  public static func combined(_ answers: [BroadcastAnswer]) -> BroadcastAnswer {
    for settled in [BroadcastAnswer.accepted, .alreadyKnown, .nonceTooLow]
    where answers.contains(settled) { return settled }
    if answers.contains(.unknown) || answers.isEmpty { return .unknown }
    if answers.contains(.underpriced) { return .underpriced }
    return answers[0]
  }
}
