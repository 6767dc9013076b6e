import FixedPoint
import TestSupport
import Testing
import TradingModel

@testable import Orders

@Suite struct NormalizerTests {
  private func request(
    _ side: Side = .buy, _ type: OrderType = .limit, quantity: String = "1.2349",
    price: String? = "2000.07"
  ) -> OrderRequest {
    OrderRequest(
      instrument: perpetual(), side: side, type: type, quantity: Quantity(number(quantity)),
      price: price.map { Price(number($0)) })
  }

  @Test func roundsAwayFromRisk() throws {
    let buy = try Normalizer.normalized(request(.buy), referencePrice: nil)
    #expect(buy.quantity.description == "1.234")
    #expect(buy.price?.description == "2000.05")
    let sell = try Normalizer.normalized(request(.sell), referencePrice: nil)
    #expect(sell.price?.description == "2000.1")
  }

  @Test(arguments: [
    (Side.sell, OrderType.stop, "1900.1"), (.buy, .stop, "1900.05"),
    (.sell, .takeProfit, "1900.05"), (.buy, .takeProfit, "1900.1"),
  ])
  func triggersFireEarlier(side: Side, type: OrderType, expected: String) throws {
    var asked = request(side, type, price: nil)
    asked.trigger = Trigger(price: Price(number("1900.07")), reference: .mark)
    let result = try Normalizer.normalized(asked, referencePrice: Price(2000))
    #expect(result.trigger?.price.description == expected)
  }

  @Test func refusesWithTheNumbers() {
    func code(_ request: OrderRequest, _ reference: Price? = Price(2000)) -> String? {
      do throws(NormalizationError) {
        _ = try Normalizer.normalized(request, referencePrice: reference)
        return nil
      } catch {
        #expect(!error.message.isEmpty && !error.hint.isEmpty)
        return error.code
      }
    }
    #expect(code(request(quantity: "0.0019")) == "order.belowMinimumQuantity")
    #expect(code(request(quantity: "1000.001")) == "order.aboveMaximumQuantity")
    #expect(code(request(quantity: "0.002")) == "order.belowMinimumNotional")
    #expect(code(request(quantity: "0")) == "order.quantityNotPositive")
    #expect(code(request(price: nil)) == "order.priceMissing")
    #expect(code(request(price: "0.04")) == "order.priceNotPositive")
    #expect(code(request(.buy, .market)) == "order.fieldNotAllowed")
    #expect(code(request(.buy, .market, price: nil), nil) == "order.priceMissing")
    #expect(code(request(.buy, .stop, price: nil)) == "order.triggerMissing")
    var reducing = request(quantity: "0.002")
    reducing.reduceOnly = true
    #expect(code(reducing) == nil)
    var dated = request()
    dated.timeInForce = .gtd
    #expect(code(dated) == "order.expiryMissing")
  }

  @Test func isIdempotentAndNeverAddsRisk() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      var asked = request(Bool.random(using: &generator) ? .buy : .sell)
      asked.quantity = Quantity(
        Decimal18(
          mantissa: Int128(Int64.random(in: 1...9_000_000, using: &generator)) * 10_000_000_000_000)
      )
      asked.price = Price(
        Decimal18(
          mantissa: Int128(Int64.random(in: 1...9_000_000, using: &generator))
            * 1_000_000_000_000_000))
      guard let once = try? Normalizer.normalized(asked, referencePrice: nil) else { continue }
      #expect(try Normalizer.normalized(once, referencePrice: nil) == once)
      #expect(once.quantity <= asked.quantity)
      if let before = asked.price, let after = once.price {
        #expect(asked.side == .buy ? after <= before : after >= before)
      }
    }
  }
}
