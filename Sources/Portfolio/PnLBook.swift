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
  static let openingAccount = PnLBucket.allCases.count
  static let accountCount = openingAccount + 1

  let currency: AssetID
  private(set) var units: [Int128]
  private(set) var prices: [Int128]
  /// Prices up to which the value of the units is posted.
  private var posted: [Int128]
  /// Assets whose price may have moved since; none twice.
  private var moved: [Int] = []
  private var isMoved: [Bool]
  private var waiting: [Int128]
  private var accounts: [ExactMoney]
  private var total: ExactMoney = .zero

  init(currency: AssetID, assetCount: Int) {
    self.currency = currency
    units = Array(repeating: 0, count: assetCount)
    prices = Array(repeating: 0, count: assetCount)
    isMoved = Array(repeating: false, count: assetCount)
    waiting = Array(repeating: 0, count: assetCount * PnLBook.accountCount)
    accounts = Array(repeating: .zero, count: PnLBook.accountCount)
    if currency.index < assetCount { prices[currency.index] = Decimal18.scaleFactor }
    posted = prices
    moved.reserveCapacity(assetCount)
  }

  /// Adds units without posting their value yet; false, and no change, beyond the bounds.
  @inline(__always)
  mutating func add(_ change: Int128, of asset: Int, account: Int) -> Bool {
    guard let sum = Bounds.sum(units[asset], change) else { return false }
    if isMoved[asset] { postMove(of: asset) }
    if prices[asset] == 0 {
      let place = asset * PnLBook.accountCount + account
      guard let waited = Bounds.sum(waiting[place], change) else { return false }
      waiting[place] = waited
    }
    units[asset] = sum
    return true
  }

  /// Takes back what ``add(_:of:account:)`` did.
  mutating func remove(_ change: Int128, of asset: Int, account: Int) {
    if prices[asset] == 0 { waiting[asset * PnLBook.accountCount + account] -= change }
    units[asset] -= change
  }

  /// Posts the value of units added; of an asset without a price nothing yet.
  @inline(__always)
  mutating func post(_ change: Int128, of asset: Int, account: Int) {
    guard prices[asset] != 0, change != 0 else { return }
    post(change, times: prices[asset], account: account)
  }

  /// Changes a price and posts what that does to the units held, at once or with later moves.
  @inline(__always)
  mutating func reprice(_ asset: Int, to price: Int128, bucket: PnLBucket) {
    let old = prices[asset]
    if old == price { return }
    if old != 0, bucket == .price, units[asset] != 0 {
      prices[asset] = price
      if isMoved[asset] { return }
      isMoved[asset] = true
      moved.append(asset)
      return
    }
    if isMoved[asset] { postMove(of: asset) }
    prices[asset] = price
    posted[asset] = price
    if old == 0 {
      postWaiting(asset)
    } else if units[asset] != 0 {
      post(units[asset], times: price - old, account: bucket.rawValue)
    }
  }

  /// Whether a move may not be posted yet.
  var hasMoves: Bool { !moved.isEmpty }

  /// Posts every move not posted yet.
  mutating func postMoves() {
    for place in moved.indices {
      postMove(of: moved[place])
      isMoved[moved[place]] = false
    }
    moved.removeAll(keepingCapacity: true)
  }

  private mutating func postMove(of asset: Int) {
    let move = prices[asset] - posted[asset]
    if move == 0 { return }
    posted[asset] = prices[asset]
    if units[asset] != 0 { post(units[asset], times: move, account: PnLBucket.price.rawValue) }
  }

  private mutating func postWaiting(_ asset: Int) {
    for account in 0..<PnLBook.accountCount {
      let place = asset * PnLBook.accountCount + account
      post(waiting[place], of: asset, account: account)
      waiting[place] = 0
    }
  }

  @inline(__always)
  private mutating func post(_ amount: Int128, times price: Int128, account: Int) {
    let value = ExactMoney(Decimal18(mantissa: amount), times: Decimal18(mantissa: price))
    accounts[account] += value
    total += value
  }

  /// The sum of every posting: equity, once every move is posted.
  mutating func equity() -> ExactMoney {
    postMoves()
    return total
  }

  /// Equity and its attribution now. Every move must be posted.
  func statement() -> PnLStatement {
    var equity = ExactMoney.zero
    for asset in units.indices where units[asset] != 0 {
      equity += ExactMoney(
        Decimal18(mantissa: units[asset]), times: Decimal18(mantissa: prices[asset]))
    }
    return PnLStatement(
      currency: currency, openingEquity: accounts[PnLBook.openingAccount], equity: equity,
      buckets: Array(accounts[..<PnLBook.openingAccount]))
  }

  /// Every move must be posted.
  func hash(into hasher: inout StateHasher) {
    for asset in units.indices {
      hasher.combine(units[asset])
      hasher.combine(prices[asset])
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
