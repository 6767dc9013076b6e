import TradingModel

/// What one or several of a venue's refusals mean.
public struct WireErrorRule: Hashable, Sendable {
  /// The venue's codes; empty where ``statuses`` decide.
  public let codes: [String]
  /// HTTP statuses; empty where ``codes`` decide.
  public let statuses: [Int]
  /// A part of the message, in any case, that must be there too.
  public let contains: String?
  /// The only market the rule is for.
  public let market: Market?
  /// What kind of refusal it is.
  public let category: WireErrorCategory
  /// What to do when the request could have changed something.
  public let then: WireErrorThen
  /// What to do when the request only asked; nil for ``then``.
  public let thenForQueries: WireErrorThen?

  /// Describes a rule.
  public init(
    codes: [String], statuses: [Int], contains: String?, market: Market?,
    category: WireErrorCategory, then: WireErrorThen, thenForQueries: WireErrorThen?
  ) {
    self.codes = codes
    self.statuses = statuses
    self.contains = contains
    self.market = market
    self.category = category
    self.then = then
    self.thenForQueries = thenForQueries
  }
}
