/// The id a venue knows an order by before it has given its own: 1-36 characters `[0-9a-zA-Z]`.
///
/// One of our own is a function of the order's numbers; its text is made when somebody reads it,
/// which is when the order leaves, not when it is decided.
public struct ClientOrderID: Hashable, Codable, Sendable, CustomStringConvertible {
  private enum Form: Sendable {
    case text(String)
    case made(by: any ClientOrderIDMaker, sequence: UInt64, leg: UInt32, attempt: UInt32)
  }

  private let form: Form

  /// An id given as text.
  public init(_ text: String) { form = .text(text) }

  /// The id of an attempt, by whoever makes the ids of its venue.
  public init(madeBy maker: any ClientOrderIDMaker, sequence: UInt64, leg: Int, attempt: Int) {
    form = .made(
      by: maker, sequence: sequence, leg: UInt32(clamping: leg),
      attempt: UInt32(clamping: attempt))
  }

  /// The text sent to the venue.
  public var text: String {
    switch form {
    case .text(let text): text
    case .made(let maker, let sequence, let leg, let attempt):
      maker.text(sequence: sequence, leg: Int(leg), attempt: Int(attempt))
    }
  }

  public var description: String { text }

  public static func == (left: Self, right: Self) -> Bool { left.text == right.text }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Reads `{"text": …}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    form = .text(try container.decode(String.self, forKey: .text))
  }

  /// Writes `{"text": …}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(text, forKey: .text)
  }

  private enum CodingKeys: CodingKey {
    case text
  }
}

/// Makes the texts of one venue's client order ids: always the same text of the same numbers.
public protocol ClientOrderIDMaker: AnyObject, Sendable {
  /// The text of an attempt.
  func text(sequence: UInt64, leg: Int, attempt: Int) -> String
}
