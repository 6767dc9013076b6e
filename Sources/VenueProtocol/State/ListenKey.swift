import TradingModel

/// A key that opens a user data stream without a signature.
struct ListenKey: Sendable {
  let text: String
  let account: Int
  var expires: Timestamp
}
