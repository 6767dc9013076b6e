import FixedPoint
import TradingModel

extension Policy {
  /// Reads the text form: one rule a line, `#` begins a comment.
  ///
  ///     default deny
  ///     deny  no-withdrawals: transfer venue=bybit
  ///     allow spot-desk: trade venue=binance|bybit market=spot asset=ETH notional<=50000 \
  ///       notional/hour<=200000 count/day<=100
  ///     allow cold: transfer asset=USDT to=desk-cold amount<=25000
  ///
  /// A rule is `EFFECT NAME:` and conditions: a kind (`trade`, `onchain`, `transfer`), `reducing`,
  /// a list `venue= asset= market= side= op= destination= to=`, a bound `amount<= notional<=`, a
  /// window `amount/hour<= notional/day<= count/hour<=`. A line ending in `\` continues. Names are
  /// looked up in the catalog.
  ///
  /// - Throws: ``PolicySyntaxError`` naming the line.
  public init(text: String, catalog: Catalog) throws(PolicySyntaxError) {
    self.init()
    var pending = ""
    var number = 0
    for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      let kept = raw.prefix { $0 != "#" }
      let words = kept.split(whereSeparator: \.isWhitespace)
      if words.last == "\\" {
        pending += words.dropLast().joined(separator: " ") + " "
        continue
      }
      let line = pending + words.joined(separator: " ")
      pending = ""
      guard !line.isEmpty else { continue }
      try add(line: line, number: number, catalog: catalog)
    }
    if !pending.isEmpty {
      throw PolicySyntaxError(line: number, message: "nothing follows the last backslash")
    }
  }

  private mutating func add(
    line: String, number: Int, catalog: Catalog
  ) throws(PolicySyntaxError) {
    let words = line.split(separator: " ").map(String.init)
    if words.first == "default" {
      guard words.count == 2, let effect = PolicyEffect(rawValue: words[1]) else {
        throw PolicySyntaxError(line: number, message: "expected default allow or default deny")
      }
      otherwise = effect
      return
    }
    guard words.count >= 2, let effect = PolicyEffect(rawValue: words[0]), words[1].hasSuffix(":"),
      words[1].count > 1
    else {
      throw PolicySyntaxError(line: number, message: "expected allow NAME: or deny NAME:")
    }
    var rule = PolicyRule(name: String(words[1].dropLast()), effect: effect)
    for word in words.dropFirst(2) {
      guard rule.read(word, catalog: catalog) else {
        throw PolicySyntaxError(line: number, message: "cannot read the condition \(word)")
      }
    }
    if effect == .deny, !rule.windows.isEmpty {
      throw PolicySyntaxError(line: number, message: "a deny rule has no windows")
    }
    rules.append(rule)
  }
}

extension PolicyRule {
  fileprivate mutating func read(_ word: String, catalog: Catalog) -> Bool {
    if let kind = PolicyKind(rawValue: word) {
      kinds.append(kind)
      return true
    }
    if word == "reducing" {
      onlyReducing = true
      return true
    }
    if let range = word.firstRange(of: "<=") {
      return readBound(String(word[..<range.lowerBound]), String(word[range.upperBound...]))
    }
    guard let equals = word.firstIndex(of: "=") else { return false }
    let values = word[word.index(after: equals)...].split(
      separator: "|", omittingEmptySubsequences: false
    ).map(String.init)
    return readList(String(word[..<equals]), values, catalog)
  }

  private mutating func readList(_ key: String, _ values: [String], _ catalog: Catalog) -> Bool {
    for value in values {
      switch key {
      case "venue":
        guard let venue = catalog.venue(named: value) else { return false }
        venues.append(venue.id)
      case "asset":
        guard let asset = catalog.asset(named: value) else { return false }
        assets.append(asset.id)
      case "market":
        guard let market = Market(rawValue: value) else { return false }
        markets.append(market)
      case "side":
        guard let side = Side(rawValue: value) else { return false }
        sides.append(side)
      case "op":
        guard let operation = ChainOperation(rawValue: value) else { return false }
        operations.append(operation)
      case "destination":
        guard let venue = catalog.venue(named: value) else { return false }
        destinations.append(venue.id)
      case "to":
        guard !value.isEmpty else { return false }
        recipients.append(value)
      default: return false
      }
    }
    return true
  }

  private mutating func readBound(_ key: String, _ text: String) -> Bool {
    guard let value = Decimal18(text), !value.isNegative else { return false }
    let parts = key.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 1 {
      switch key {
      case "amount" where maximumAmount == nil: maximumAmount = Quantity(value)
      case "notional" where maximumNotional == nil: maximumNotional = Money(value)
      default: return false
      }
      return true
    }
    guard parts.count == 2, let measure = PolicyWindow.Measure(rawValue: String(parts[0])) else {
      return false
    }
    let hours: Int64
    switch parts[1] {
    case "hour": hours = 1
    case "day": hours = 24
    default: return false
    }
    windows.append(PolicyWindow(measure: measure, span: .hours(hours), maximum: value))
    return true
  }
}
