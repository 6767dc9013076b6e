"""Trades on the simulator with python-binance, pybit and python-okx. Usage: native_clients.py PORT."""
import sys

base = int(sys.argv[1])
B, F, Y, O = (f"http://127.0.0.1:{base + i}" for i in range(4))
passed = failed = 0


def check(name, body):
    global passed, failed
    try:
        body()
        passed += 1
        print("ok", name)
    except Exception as error:
        failed += 1
        print("FAILED", name, type(error).__name__, str(error)[:300])


def binance():
    from binance.client import Client
    c = Client("test-key-binance", "test-secret-binance", ping=False)
    c.API_URL, c.MARGIN_API_URL, c.FUTURES_URL = B + "/api", B + "/sapi", F + "/fapi"
    check("python-binance exchange info", lambda: c.get_exchange_info())
    check("python-binance account", lambda: c.get_account())
    last = float(c.get_symbol_ticker(symbol="BTCUSDT")["price"])
    low = f"{last * 0.8:.2f}"

    def spot():
        o = c.create_order(symbol="BTCUSDT", side="BUY", type="LIMIT", timeInForce="GTC",
                           quantity="0.01", price=low)
        assert c.get_order(symbol="BTCUSDT", orderId=o["orderId"])["status"] == "NEW"
        c.cancel_order(symbol="BTCUSDT", orderId=o["orderId"])
        m = c.create_order(symbol="BTCUSDT", side="BUY", type="MARKET", quoteOrderQty="100")
        assert m["status"] == "FILLED" and m["fills"], m
    check("python-binance spot orders", spot)

    def futures():
        c.futures_change_leverage(symbol="BTCUSDT", leverage=5)
        c.futures_create_order(symbol="BTCUSDT", side="BUY", type="MARKET", quantity="0.01")
        rows = [p for p in c.futures_position_information() if float(p["positionAmt"])]
        assert rows, rows
        c.futures_create_order(symbol="BTCUSDT", side="SELL", type="STOP_MARKET", quantity="0.01",
                               triggerPrice=f"{last * 0.9:.1f}", reduceOnly="true")
        c.futures_create_order(symbol="BTCUSDT", side="SELL", type="MARKET", quantity="0.01",
                               reduceOnly="true")
    check("python-binance futures orders", futures)


def bybit():
    from pybit.unified_trading import HTTP
    s = HTTP(api_key="test-key-bybit", api_secret="test-secret-bybit")
    s.endpoint = Y
    check("pybit time", lambda: s.get_server_time())
    check("pybit balance", lambda: s.get_wallet_balance(accountType="UNIFIED"))

    def orders():
        t = s.get_tickers(category="linear", symbol="BTCUSDT")["result"]["list"][0]
        last = float(t["lastPrice"])
        o = s.place_order(category="linear", symbol="BTCUSDT", side="Buy", orderType="Limit",
                          qty="0.01", price=f"{last * 0.8:.1f}")["result"]["orderId"]
        s.amend_order(category="linear", symbol="BTCUSDT", orderId=o, qty="0.02")
        rows = s.get_open_orders(category="linear", symbol="BTCUSDT", orderId=o)["result"]["list"]
        assert rows[0]["qty"] == "0.02", rows
        s.cancel_order(category="linear", symbol="BTCUSDT", orderId=o)
        s.place_order(category="linear", symbol="BTCUSDT", side="Buy", orderType="Market", qty="0.01")
        s.set_trading_stop(category="linear", symbol="BTCUSDT", tpslMode="Full", positionIdx=0,
                           stopLoss=f"{last * 0.9:.1f}", takeProfit=f"{last * 1.1:.1f}")
        p = s.get_positions(category="linear", symbol="BTCUSDT")["result"]["list"][0]
        assert p["stopLoss"] and p["takeProfit"], p
        s.place_order(category="linear", symbol="BTCUSDT", side="Sell", orderType="Market",
                      qty="0.01", reduceOnly=True)
    check("pybit orders, amendment, trading stop", orders)


def okx():
    import okx.Account as A, okx.MarketData as M, okx.Trade as T
    k = ("test-key-okx", "test-secret-okx", "test-passphrase", False, "0")
    t = T.TradeAPI(*k, domain=O)

    def account():
        answer = A.AccountAPI(*k, domain=O).get_account_balance()
        assert answer["code"] == "0", answer
    check("python-okx balance", account)

    def orders():
        last = float(M.MarketAPI(flag="0", domain=O).get_ticker("BTC-USDT-SWAP")["data"][0]["last"])
        o = t.place_order(instId="BTC-USDT-SWAP", tdMode="cross", side="buy", ordType="limit",
                          sz="1", px=f"{last * 0.8:.1f}")
        assert o["code"] == "0", o
        i = o["data"][0]["ordId"]
        assert t.amend_order("BTC-USDT-SWAP", ordId=i, newSz="2")["code"] == "0"
        assert t.get_order("BTC-USDT-SWAP", ordId=i)["data"][0]["sz"] == "2"
        assert t.cancel_order("BTC-USDT-SWAP", ordId=i)["code"] == "0"
        m = t.place_order(instId="BTC-USDT-SWAP", tdMode="cross", side="buy", ordType="market", sz="1")
        assert m["code"] == "0", m
        a = t.place_algo_order(instId="BTC-USDT-SWAP", tdMode="cross", side="sell", ordType="oco",
                               sz="1", slTriggerPx=f"{last * 0.9:.1f}", slOrdPx="-1",
                               tpTriggerPx=f"{last * 1.1:.1f}", tpOrdPx="-1", reduceOnly="true")
        assert a["code"] == "0", a
        c = t.cancel_algo_order([{"instId": "BTC-USDT-SWAP", "algoId": a["data"][0]["algoId"]}])
        assert c["code"] == "0", c
        m = t.place_order(instId="BTC-USDT-SWAP", tdMode="cross", side="sell", ordType="market",
                          sz="1", reduceOnly="true")
        assert m["code"] == "0", m
    check("python-okx orders, amendment, algo", orders)


for client in (binance, bybit, okx):
    check(client.__name__, client)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
