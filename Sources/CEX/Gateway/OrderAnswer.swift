/// How much a venue that offers the choice tells in its answer to an order.
public enum OrderAnswer: Hashable, Sendable {
  /// What became of the order at once.
  case result
  /// That it arrived; the stream tells the rest. Binance answers sooner so.
  case acknowledgement
}
