import Foundation

/// A fourth exchange, given as text alone.
enum ExampleVenue {
  static let yaml = """
    schema: "venues.venue/1"
    id: "example_x"
    kind: "exchange"
    name: "Example"
    aliases: ["examplex"]
    revision: "1"
    assets:
      - { symbol: "ETH", decimals: "18" }
      - { symbol: "USDT", decimals: "6" }
    instruments:
      - symbol: "ETH/USDT"
        market: "spot"
        venueSymbol: "ETH_USDT"
        base: "ETH"
        quote: "USDT"
        settle: "USDT"
        tick: "0.01"
        step: "0.001"
        minimumQuantity: "0.002"
        maximumQuantity: "500"
        minimumNotional: "5"
        contractSize: "1"
        maximumLeverage: "1"
      - symbol: "ETH/USDT:USDT"
        market: "perp"
        venueSymbol: "ETH_PERP"
        base: "ETH"
        quote: "USDT"
        settle: "USDT"
        tick: "0.05"
        step: "0.01"
        minimumQuantity: "0.01"
        minimumNotional: "10"
        contractSize: "0.01"
        maximumLeverage: "20"
    fees:
      - market: "spot"
        buyFeeCoin: "base"
        sellFeeCoin: "quote"
        tiers: [{ name: "Basic", maker: "-0.0001", taker: "0.0007" }]
      - market: "perp"
        buyFeeCoin: "settle"
        sellFeeCoin: "settle"
        tiers:
          - { name: "Basic", maker: "0.0001", taker: "0.0004" }
          - { name: "Pro", maker: "0", taker: "0.0002" }
    margin:
      - symbol: "ETH/USDT:USDT"
        tiers:
          - { floor: "0", cap: "1000", initial: "0.05", maintenance: "0.025", amount: "0" }
          - { floor: "1000", initial: "0.1", maintenance: "0.05", amount: "25" }
    funding:
      - { symbol: "ETH/USDT:USDT", intervalHours: "4", cap: "0.01", floor: "-0.01" }
    orders:
      - market: "spot"
        types: ["market", "limit"]
        timeInForce: ["GTC", "IOC"]
        postOnly: true
        reduceOnly: false
        clientOrderIDLength: "32"
      - market: "perp"
        types: ["market", "limit", "stop"]
        timeInForce: ["GTC"]
        postOnly: false
        reduceOnly: true
        clientOrderIDLength: "32"
    networks:
      - asset: "ETH"
        network: "ETH"
        venueNetwork: "eth-main"
        chain: "ethereum"
        withdrawalFee: "0.001"
        withdrawalMinimum: "0.01"
        withdrawalDelaySeconds: "60"
        depositConfirmations: "12"
        depositMinimum: "0"
    positionKeys:
      - "example_x:BaseToken:ETH"
      - "example_x:Perp:ETH_PERP"
    """

  /// The text with one piece replaced; the piece must be there.
  static func replacing(_ piece: String, with other: String) -> String? {
    guard let range = yaml.range(of: piece) else { return nil }
    return yaml.replacingCharacters(in: range, with: other)
  }
}
