import Testing

@testable import MarketData

/// One small file of a known format and what it must be taken for.
struct FormatCase: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var key: String
  var rows: Int
  var times: [TimeFormat]
  var hasHeader = true

  var testDescription: String { name }

  static let market: [FormatCase] = [
    FormatCase(
      name: "data/futures/um/monthly/klines/BTCUSDT/1h/BTCUSDT-1h-2024-01.csv",
      text: """
        open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore
        1704067200000,42314.0,42603.2,42289.6,42503.5,8459.477,1704070799999,359196345.08716,88278,1.5,2.5,0
        1704070800000,42503.5,42832.0,42462.0,42647.9,9043.411,1704074399999,385970069.22236,90351,1.5,2.5,0

        """, key: "binance/BTCUSDT/perp/bars", rows: 2, times: [.milliseconds]),
    FormatCase(
      name: "spot/ETHUSDT-1h-2025-01.csv",
      text: """
        1735689600000000,3337.78,3365.71,3335.84,3363.70,10681.5,1735693199999999,35830000.1,39000,5000.1,16800000.2,0
        1735693200000000,3363.69,3366.00,3337.30,3346.54,11220.1,1735696799999999,37600000.1,46000,5100.1,17000000.2,0

        """, key: "binance/ETHUSDT/spot/bars", rows: 2, times: [.microseconds], hasHeader: false),
    FormatCase(
      name: "BTCUSDT-markPriceKlines-1h-2024-01.csv",
      text: """
        open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore
        1704067200000,42314.0,42603.2,42289.6,42503.5,0,1704070799999,0,3600,0,0,0

        """, key: "binance/BTCUSDT/perp/mark-price-bars", rows: 1, times: [.milliseconds]),
    FormatCase(
      name: "BTCUSDT-fundingRate-2024-01.csv",
      text: """
        calc_time,funding_interval_hours,last_funding_rate
        1704067200003,8,0.00037409
        1704096000000,8,0.00027213

        """, key: "binance/BTCUSDT/perp/funding-rates", rows: 2, times: [.milliseconds]),
    FormatCase(
      name: "BTCUSDT-trades-2024-01-01.csv",
      text: """
        id,price,qty,quote_qty,time,is_buyer_maker
        4451823,42313.9,0.008,338.51,1704067200001,true

        """, key: "binance/BTCUSDT/perp/trades", rows: 1, times: [.milliseconds]),
    FormatCase(
      name: "BTCUSDT-trades-2025-01-01.csv",
      text: "4451823,42313.9,0.008,338.51,1735689600000001,True,True\n",
      key: "binance/BTCUSDT/spot/trades", rows: 1, times: [.microseconds], hasHeader: false),
    FormatCase(
      name: "BTCUSDT-aggTrades-2024-01-01.csv",
      text: """
        agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker
        2000000001,42313.9,0.012,4451823,4451824,1704067200001,false
        2000000002,42313.9,0.012,4451825,4451825,1704067200001,false

        """, key: "binance/BTCUSDT/perp/aggregate-trades", rows: 2, times: [.milliseconds]),
    FormatCase(
      name: "BTCUSDT-aggTrades-2025-01-01.csv",
      text: "3358000000,93576.0,0.00012,4359000000,4359000001,1735689600010866,True,True\n",
      key: "binance/BTCUSDT/spot/aggregate-trades", rows: 1, times: [.microseconds],
      hasHeader: false),
    FormatCase(
      name: "BTCUSDT2024-01-01.csv",
      text: """
        timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue,homeNotional,foreignNotional
        1704067200.0457,BTCUSDT,Buy,0.001,42314.0,ZeroPlusTick,5b1f6a4a-8f5c,4231400000.0,0.001,42.314

        """, key: "bybit/BTCUSDT/perp/trades", rows: 1, times: [.decimalSeconds]),
    FormatCase(
      name: "bybit/spot/BTCUSDT/BTCUSDT_2024-01-01.csv",
      text: "id,timestamp,price,volume,side\n1,1704067200123,42283.5,0.01,sell\n",
      key: "bybit/BTCUSDT/spot/trades", rows: 1, times: [.milliseconds]),
    FormatCase(
      name: "ETH-USDT-SWAP-trades-2024-01-01.csv",
      text: """
        instrument_name,trade_id,side,price,size,created_time
        ETH-USDT-SWAP,900100,buy,2283.5,1.2E+1,1704067200123

        """, key: "okx/ETHUSDT/perp/trades", rows: 1, times: [.milliseconds]),
    FormatCase(
      name: "binance-futures_trades_2024-01-01_BTCUSDT.csv",
      text: """
        exchange,symbol,timestamp,local_timestamp,id,side,price,amount
        binance-futures,BTCUSDT,1704067200001000,1704067200002123,4451823,buy,42313.9,0.008

        """, key: "binance/BTCUSDT/perp/trades", rows: 1, times: [.microseconds]),
    FormatCase(
      name: "quotes.csv",
      text: """
        exchange,symbol,timestamp,local_timestamp,ask_amount,ask_price,bid_price,bid_amount
        binance-futures,BTCUSDT,1704067200001000,1704067200002123,3.2,42314.0,42313.9,1.7
        binance-futures,BTCUSDT,1704067200001000,1704067200002124,3.1,42314.0,42313.9,1.7

        """, key: "binance/BTCUSDT/perp/quotes", rows: 2, times: [.microseconds]),
  ]

  static let others: [FormatCase] = [
    FormatCase(
      name: "kraken/ETH_USDT-1h.json",
      text: "[[1704067200000,2283.8,2299.2,2283,2297.4,75.1],\n [1704070800000,1,2,1,2,0]]",
      key: "kraken/ETHUSDT/spot/bars", rows: 2,
      times: [.milliseconds], hasHeader: false),
    FormatCase(
      name: "binance/futures/ETH_USDT_USDT-8h-funding_rate.json",
      text: "[[1704067200000,0.0001,0,0,0,0],[1704096000000,0.0002,0,0,0,0]]",
      key: "binance/ETHUSDT/perp/funding-rates", rows: 2, times: [.milliseconds],
      hasHeader: false),
    FormatCase(
      name: "okx/ETH_USDT-trades.json",
      text: "[[1704067200000,\"81\",null,\"sell\",2283.5,0.5,1141.75]]",
      key: "okx/ETHUSDT/spot/trades", rows: 1, times: [.milliseconds], hasHeader: false),
    FormatCase(
      name: "binance/ETH_USDT_USDT-1h-mark.csv",
      text: "date;open;high;low;close;volume\r\n2024-01-01 00:00:00+00:00;1;2;1;2;0\r\n",
      key: "binance/ETHUSDT/perp/mark-price-bars", rows: 1, times: [.isoOffset]),
    FormatCase(
      name: "oracle.csv",
      text: """
        # Source: aave_oracle_derived
        # Records: 1
        timestamp,oracle_price_eth,asset,source,quote_currency
        2024-05-12 01:00:00+00:00,1.0381626525752412,weETH,aave_oracle_derived,ETH

        """, key: "aave_v3/weETH_ETH/oracle-prices", rows: 1, times: [.isoOffset]),
    FormatCase(
      name: "rates.tsv",
      text: "targetDate\tsymbol\tliquidityIndex\tvariableBorrowIndex\n"
        + "2024-05-12T00:00:00Z\tWETH\t1.01\t1.02\n",
      key: "aave_v3/WETH/lending-rates", rows: 1, times: [.isoZulu]),
    FormatCase(
      name: "gas.csv",
      text: "timestamp,chain,gas_price_gwei\n2024-01-01T00:00:00Z,ethereum,12.07\n",
      key: "ethereum/gas/gas-prices", rows: 1, times: [.isoZulu]),
    FormatCase(
      name: "wstETH_protocol_rate_1h.csv",
      text: "\u{feff}timestamp,protocol_rate,market_rate\n1704067200,1.15,1.149\n",
      key: "lido/wstETH/staking-rates", rows: 1, times: [.seconds]),
    FormatCase(
      name: "yields.csv",
      text: "date,timestamp,protocol,symbol,base_staking_apr\n"
        + "2024-05-12,2024-05-12T00:00:00+00:00Z,etherfi,weETH,0.0028\n",
      key: "etherfi/weETH/staking-yields", rows: 1, times: [.isoOffsetZulu]),
    FormatCase(
      name: "rewards.csv",
      text: "period_start,period_end,reward_type,notes\n"
        + "2024-08-15,2024-10-05,EIGEN,\"a, \"\"b\"\"\nc\"\n2024-08-01,2024-08-02,EIGEN,\n",
      key: "unknown/rewards/reward-periods", rows: 2, times: [.date]),
    FormatCase(
      name: "parameters.csv", text: "\u{feff},WETH,USDT\r\nLTV,80.50%,75%\r\nSupply Cap,0.0032B,7B",
      key: "unknown/parameters/table", rows: 2, times: []),
  ]
}
