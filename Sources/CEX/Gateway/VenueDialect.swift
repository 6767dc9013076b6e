import TradingModel
import VenueDefinitions

/// Turns calls into one venue's requests. Pure: the same call, time and tables give the same bytes.
public protocol VenueDialect: Sendable {
  /// The requests a call becomes, in the order to send them.
  /// - Parameter time: milliseconds since 1970 on the venue's clock.
  /// - Throws: ``GatewayRefusal`` when nothing may be sent.
  func requests(
    for call: GatewayCall, at time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest]

  /// The request that places one order: what ``requests(for:at:)`` answers for it.
  /// - Throws: ``GatewayRefusal`` when nothing may be sent.
  func place(
    _ order: OrderTicket, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest
}
