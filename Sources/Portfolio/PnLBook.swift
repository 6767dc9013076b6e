import FixedPoint
import TradingModel

/// Units held, their prices and what became of their value. Equity is Σ units × price, each
/// product exact at 1e-36; every change of a unit or of a price posts its own exact product to one
/// bucket, so the buckets sum to the change of equity without a remainder.
///
/// The unrealised profit of a perpetual is units of its settle asset. Units whose asset has no
/// price yet wait under their own bucket and are posted there at its first price.
///
/// Moves of a price while the units stay are posted together: exact products of the same units
/// telescope, so nothing is lost. They are posted before the units change, before a move that
/// belongs to another bucket, and in whatever is read.
struct PnLBook: Sendable {
  /// The account of what the owner brought, after those of the buckets.
  static var openingAccount: Int { PnLBucket.liquidation.rawValue + 1 }
  static var accountCount: Int { openingAccount + 1 }

  /// The units of one asset and what they are worth.
  private struct Holding: Sendable {
    var units: Int128 = 0
    /// Zero while none is known.
    var price: Int128 = 0
    /// The price up to which the value of the units is posted.
    var posted: Int128 = 0
    /// Whether the asset is in the list of those that may have moved since.
    var isMoved = false
  }

  let currency: AssetID
  private var holdings: [Holding]
  /// Assets whose price may have moved since it was posted; none twice.
  private var moved: [Int] = []
  private var waiting: [Int128]
  private var accounts: [ExactMoney]
  private var total: ExactMoney = .zero
  /// At least what the moves not posted may have lost; ``Bounds/unknownLoss`` where that is not
  /// known.
  private(set) var unpostedLoss: Int128 = 0

  init(currency: AssetID, assetCount: Int) {
    self.currency = currency
    holdings = Array(repeating: Holding(), count: assetCount)
    waiting = Array(repeating: 0, count: assetCount * PnLBook.accountCount)
    accounts = Array(repeating: .zero, count: PnLBook.accountCount)
    if currency.index < assetCount {
      holdings[currency.index].price = Decimal18.scaleFactor
      holdings[currency.index].posted = Decimal18.scaleFactor
    }
    moved.reserveCapacity(assetCount)
  }

  /// The assets kept.
  var assets: Range<Int> { holdings.indices }

  /// The price of an asset; zero while none is known.
  @inline(__always)
  func price(of asset: Int) -> Int128 { holdings[asset].price }

  /// Adds units and posts their value; false, and no change, beyond the bounds.
  @inline(__always)
  mutating func add(_ change: Int128, of asset: Int, account: Int) -> Bool {
    guard let sum = Bounds.sum(holdings[asset].units, change) else { return false }
    if holdings[asset].isMoved { postMove(of: asset) }
    let price = holdings[asset].price
    if price == 0 {
      let place = asset * PnLBook.accountCount + account
      guard let waited = Bounds.sum(waiting[place], change) else { return false }
      waiting[place] = waited
    } else {
      post(change, times: price, account: account)
    }
    holdings[asset].units = sum
    return true
  }

  /// Adds units of two accounts together; false, and no change, beyond the bounds.
  @inline(__always)
  mutating func add(
    _ first: Int128, account: Int, _ second: Int128, account other: Int, of asset: Int
  ) -> Bool {
    let price = holdings[asset].price
    guard price != 0, second != 0, let change = Bounds.sum(first, second),
      let sum = Bounds.sum(holdings[asset].units, change)
    else {
      guard add(first, of: asset, account: account) else { return false }
      if second == 0 || add(second, of: asset, account: other) { return true }
      remove(first, of: asset, account: account)
      return false
    }
    if holdings[asset].isMoved { postMove(of: asset) }
    holdings[asset].units = sum
    post(first, times: price, account: account)
    post(second, times: price, account: other)
    return true
  }

  /// Takes back what ``add(_:of:account:)`` did at the same price.
  mutating func remove(_ change: Int128, of asset: Int, account: Int) {
    if holdings[asset].price == 0 {
      waiting[asset * PnLBook.accountCount + account] -= change
    } else {
      post(-change, times: holdings[asset].price, account: account)
    }
    holdings[asset].units -= change
  }

  /// Changes a price and posts what that does to the units held, at once or with later moves.
  @inline(__always)
  mutating func reprice(_ asset: Int, to price: Int128, bucket: PnLBucket) {
    let known = holdings[asset]
    if known.price == price { return }
    if known.price != 0, bucket == .price, known.units != 0 {
      holdings[asset].price = price
      unpostedLoss = Bounds.loss(unpostedLoss, known.units, times: price - known.price)
      if known.isMoved { return }
      holdings[asset].isMoved = true
      moved.append(asset)
      return
    }
    if known.isMoved { postMove(of: asset) }
    holdings[asset].price = price
    holdings[asset].posted = price
    if known.price == 0 {
      postWaiting(asset)
    } else if known.units != 0 {
      post(known.units, times: price - known.price, account: bucket.rawValue)
    }
  }

  /// Whether a move may not be posted yet.
  var hasMoves: Bool { !moved.isEmpty }

  /// Posts every move not posted yet.
  mutating func postMoves() {
    for place in moved.indices {
      postMove(of: moved[place])
      holdings[moved[place]].isMoved = false
    }
    moved.removeAll(keepingCapacity: true)
    unpostedLoss = 0
  }

  @inline(__always)
  private mutating func postMove(of asset: Int) {
    let known = holdings[asset]
    if known.price == known.posted { return }
    holdings[asset].posted = known.price
    post(known.units, times: known.price - known.posted, account: PnLBucket.price.rawValue)
  }

  private mutating func postWaiting(_ asset: Int) {
    for account in 0..<PnLBook.accountCount {
      let place = asset * PnLBook.accountCount + account
      post(waiting[place], times: holdings[asset].price, account: account)
      waiting[place] = 0
    }
  }

  @inline(__always)
  private mutating func post(_ amount: Int128, times price: Int128, account: Int) {
    let value = ExactMoney(Decimal18(mantissa: amount), times: Decimal18(mantissa: price))
    accounts[account] += value
    total += value
  }

  /// The sum of what is posted, rounded to below.
  var posted: Int128? { total.rounded(.floor)?.mantissa }

  /// The sum of every posting: equity, once every move is posted.
  mutating func equity() -> ExactMoney {
    postMoves()
    return total
  }

  /// Equity and its attribution now. Every move must be posted.
  func statement() -> PnLStatement {
    var equity = ExactMoney.zero
    for held in holdings where held.units != 0 {
      equity += ExactMoney(
        Decimal18(mantissa: held.units), times: Decimal18(mantissa: held.price))
    }
    return PnLStatement(
      currency: currency, openingEquity: accounts[PnLBook.openingAccount], equity: equity,
      buckets: Array(accounts[..<PnLBook.openingAccount]))
  }

  /// Every move must be posted.
  func hash(into hasher: inout StateHasher) {
    for held in holdings {
      hasher.combine(held.units)
      hasher.combine(held.price)
    }
    for amount in waiting { hasher.combine(amount) }
    for account in accounts {
      hasher.combine(account.high)
      hasher.combine(Int128(bitPattern: account.low))
    }
  }
}

extension Cause {
  /// The bucket a change of value with this cause is posted to; nil for the owner's own.
  public var bucket: PnLBucket? {
    switch self {
    case .opening: nil
    case .trade, .transfer, .conversion: .slippage
    case .fee: .fees
    case .funding: .funding
    case .interest: .lending
    case .borrowInterest: .borrowing
    case .staking: .staking
    case .reward: .rewards
    case .gas: .gas
    case .transferFee: .transferCosts
    case .liquidation: .liquidation
    }
  }
}
