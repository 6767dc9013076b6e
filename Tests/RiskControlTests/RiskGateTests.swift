import FixedPoint
import Testing
import TradingModel

@testable import RiskControl

func number(_ text: String) -> Decimal18 { Decimal18(text) ?? .zero }
func time(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

func instrument(_ market: Market = .perp) -> Instrument {
  Instrument(
    id: InstrumentID(0), venue: VenueID(1), symbol: "ETH/USDT:USDT", venueSymbol: "ETHUSDT",
    market: market, base: AssetID(0), quote: AssetID(1), settle: AssetID(1),
    tick: Price(number("0.01")), step: Quantity(number("0.001")),
    minimumQuantity: Quantity(number("0.001")), maximumQuantity: nil, minimumNotional: .zero,
    contractSize: Quantity(1), makerFee: .zero, takerFee: .zero, chargesBuyFeeInBase: false,
    marginTiers: [], fundingIntervalHours: 8, maximumLeverage: Rate(50))
}

func order(
  _ side: Side, _ quantity: Int, price: String? = nil, reduceOnly: Bool = false
) -> Order {
  Order(
    id: OrderID(1), clientOrderID: ClientOrderID("c"), instrument: InstrumentID(0), side: side,
    type: price == nil ? .market : .limit, quantity: Quantity(quantity),
    price: price.map { Price(number($0)) }, reduceOnly: reduceOnly)
}

func context(position: Int = 0, equity: Int? = 100_000, market: Market = .perp) -> RiskContext {
  RiskContext(
    instrument: instrument(market), time: time(0), referencePrice: Price(2000),
    quotePriceInReporting: Price(1), equity: equity.map { Money($0) },
    currentPosition: Quantity(position))
}

@Suite struct RiskGateTests {
  private func code(
    _ order: Order, _ context: RiskContext, _ policy: Policy = .permissive,
    _ change: (inout RiskLimits) -> Void = { _ in }
  ) -> String {
    var limits = RiskLimits()
    change(&limits)
    var gate = RiskGate(limits: limits, policy: policy)
    do {
      return try gate.approve(order, context: context).request == order ? "approved" : "changed"
    } catch {
      #expect(!error.message.isEmpty && !error.hint.isEmpty)
      return error.code
    }
  }

  @Test func sanityCatchesAThousandfoldQuantity() {
    #expect(code(order(.buy, 10), context()) == "approved")
    #expect(code(order(.buy, 10_000), context()) == "risk.overLimit")
    #expect(code(order(.buy, 1000), context()) == "approved")
    #expect(code(order(.buy, 1001), context()) == "risk.overLimit")
    #expect(code(order(.buy, 1), context(equity: nil)) == "risk.missingPrice")
    #expect(code(order(.buy, 1), context(equity: -5)) == "risk.overLimit")
  }

  @Test func missingPricesRefuseAllButReducing() {
    var blind = context(position: 10)
    blind.referencePrice = nil
    #expect(code(order(.buy, 1), blind) == "risk.missingPrice")
    #expect(code(order(.sell, 10), blind) == "approved")
    #expect(code(order(.sell, 11), blind) == "risk.missingPrice")
    #expect(
      code(order(.sell, 10), blind, .permissive) { $0.maximumOrderNotional = Money(1) }
        == "risk.missingPrice")
  }

  @Test(arguments: [
    ("2200", Side.buy, "approved"), ("2200.01", .buy, "risk.priceCollar"),
    ("1000", .buy, "approved"), ("1800", .sell, "approved"), ("1799.99", .sell, "risk.priceCollar"),
    ("4000", .sell, "approved"),
  ])
  func collarHoldsOnTheLosingSide(price: String, side: Side, expected: String) {
    #expect(code(order(side, 1, price: price), context()) == expected)
  }

  @Test func positionCountsWorkingOrdersAndThisOne() {
    func check(_ order: Order, position: Int, buying: Int = 0, selling: Int = 0) -> String {
      var now = context(position: position)
      now.reservedBuy = Quantity(buying)
      now.reservedSell = Quantity(selling)
      return code(order, now) { $0.maximumPositionNotional = Money(40_000) }
    }
    #expect(check(order(.buy, 5), position: 10, buying: 5) == "approved")
    #expect(check(order(.buy, 6), position: 10, buying: 5) == "risk.overLimit")
    #expect(check(order(.sell, 6), position: 10, buying: 50) == "approved")
    #expect(check(order(.sell, 31), position: 10) == "risk.overLimit")
    #expect(check(order(.sell, 30), position: 10) == "approved")
    #expect(check(order(.sell, 50), position: 60) == "approved")
    #expect(check(order(.sell, 50), position: 60, selling: 31) == "risk.overLimit")
  }

  @Test func leverageCountsOtherPositions() {
    var now = context(position: 0)
    now.otherNotional = Money(100_000)
    let limit: (inout RiskLimits) -> Void = { $0.maximumLeverage = Rate(2) }
    #expect(code(order(.sell, 50), now, .permissive, limit) == "approved")
    #expect(code(order(.sell, 51), now, .permissive, limit) == "risk.overLimit")
  }

  @Test func listsAndSizesHold() {
    #expect(
      code(order(.buy, 3), context()) { $0.maximumOrderNotional = Money(5999) }
        == "risk.overLimit")
    #expect(
      code(order(.buy, 3), context()) {
        $0.maximumOrderQuantity = [AssetLimit(asset: AssetID(0), maximum: Quantity(2))]
      } == "risk.overLimit")
    #expect(
      code(order(.buy, 3), context()) { $0.allowedVenues = [VenueID(2)] }
        == "risk.notAllowed")
    #expect(code(order(.buy, 3), context(), Policy()) == "policy.denied")
    #expect(code(order(.buy, 0), context()) == "risk.outOfRange")
  }

  @Test func killLetsOnlyReducingPass() {
    var gate = RiskGate(limits: RiskLimits(), policy: .permissive)
    gate.trip("drawdown")
    gate.trip("later")
    #expect(gate.killReason == "drawdown")
    func passes(_ order: Order, _ context: RiskContext) -> Bool {
      (try? gate.approve(order, context: context)) != nil
    }
    #expect(!passes(order(.buy, 1), context()))
    #expect(!passes(order(.buy, 1), context(position: 5)))
    #expect(passes(order(.sell, 5), context(position: 5)))
    #expect(!passes(order(.sell, 6), context(position: 5)))
    #expect(passes(order(.sell, 6, reduceOnly: true), context(position: 5)))
    #expect(passes(order(.buy, 5), context(position: -5)))
    #expect(!passes(order(.sell, 6, reduceOnly: true), context(position: 5, market: .spot)))
    #expect(!passes(order(.sell, 1, reduceOnly: true), context(position: 0)))
    var crowded = context(position: 5)
    crowded.reservedSell = Quantity(1)
    #expect(!passes(order(.sell, 5), crowded))
    gate.resume()
    #expect(!gate.isKilled)
    #expect(passes(order(.buy, 1), context()))
  }

  @Test func chainTransactionsAreJudgedStepByStep() {
    func verdict(
      _ operation: ChainOperation, _ amount: ChainAmount = .exact(Quantity(1)),
      killed: Bool = false, health: Rate? = nil, minimum: Rate? = nil, debtFree: Bool = false,
      worth: Money? = Money(10), fee: Quantity? = nil
    ) -> String {
      var limits = RiskLimits()
      limits.maximumTransactionNotional = Money(100)
      var gate = RiskGate(limits: limits, policy: .permissive)
      if killed { gate.trip("test") }
      let step = ChainStep(
        operation: operation, venue: VenueID(4), token: AssetID(0), amount: amount)
      let transaction = ChainTransaction(
        id: ActionID(1), chain: VenueID(3), wallet: VenueID(5), steps: [step], isAtomic: false,
        minimumHealthFactor: minimum, maximumFeePerGas: fee)
      let now = ChainContext(
        time: time(0), stepNotionals: [worth], healthFactorAfter: health, isDebtFree: debtFree,
        feePerGas: Quantity(2))
      switch gate.approve(transaction, context: now) {
      case .success: return "approved"
      case .failure(let denial): return denial.code
      }
    }
    #expect(verdict(.supply) == "approved")
    #expect(verdict(.supply, worth: Money(101)) == "risk.overLimit")
    #expect(verdict(.supply, worth: nil) == "risk.missingPrice")
    #expect(verdict(.approve, .max) == "risk.notAllowed")
    #expect(verdict(.borrow, killed: true) == "risk.killed")
    #expect(verdict(.repay, killed: true) == "approved")
    #expect(verdict(.borrow, minimum: Rate(1)) == "risk.requirement")
    #expect(verdict(.borrow, health: Rate(1), minimum: Rate(1)) == "approved")
    #expect(verdict(.withdraw, minimum: Rate(1), debtFree: true) == "approved")
    #expect(verdict(.supply, fee: Quantity(1)) == "risk.overLimit")
    #expect(verdict(.supply, .exact(Quantity(-1))) == "risk.outOfRange")
  }

  @Test func transfersStopUnderKill() {
    var limits = RiskLimits()
    limits.maximumTransferNotional = Money(100)
    var gate = RiskGate(limits: limits, policy: .permissive)
    let transfer = TransferRequest(
      id: ActionID(1), asset: AssetID(1), amount: Quantity(50), source: VenueID(1),
      destination: VenueID(5), network: "ERC20")
    func code(_ worth: Money?) -> String {
      switch gate.approve(transfer, context: TransferContext(time: time(0), notional: worth)) {
      case .success: return "approved"
      case .failure(let denial): return denial.code
      }
    }
    #expect(code(Money(50)) == "approved")
    #expect(code(Money(101)) == "risk.overLimit")
    #expect(code(nil) == "risk.missingPrice")
    gate.trip("test")
    #expect(code(Money(50)) == "risk.killed")
  }
}
