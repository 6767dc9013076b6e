"""Trades on the simulator with unmodified ccxt. Usage: ccxt_rest.py PORT (of the first segment).
Prints one line a check and ends with 'N passed, N failed'."""
import sys, traceback
import ccxt

base = int(sys.argv[1])
B, F, Y, O = (f"http://127.0.0.1:{base + i}" for i in range(4))
BW, FW, YW, OW = (u.replace("http", "ws") for u in (B, F, Y, O))
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
        if "-v" in sys.argv:
            traceback.print_exc()


def expect(kind, body):
    try:
        body()
    except kind:
        return
    raise AssertionError(f"expected {kind.__name__}")


def fetch(x, number, symbol):
    """ccxt's Bybit wants its limit of 500 orders acknowledged."""
    return x.fetch_order(number, symbol, {"acknowledged": True} if x.id == "bybit" else {})


def clients():
    binance = {"public": B + "/api/v3", "private": B + "/api/v3", "v1": B + "/api/v1",
               "sapi": B + "/sapi/v1", "sapiV2": B + "/sapi/v2", "sapiV3": B + "/sapi/v3",
               "sapiV4": B + "/sapi/v4", "fapiPublic": F + "/fapi/v1",
               "fapiPublicV2": F + "/fapi/v2", "fapiPublicV3": F + "/fapi/v3",
               "fapiPrivate": F + "/fapi/v1", "fapiPrivateV2": F + "/fapi/v2",
               "fapiPrivateV3": F + "/fapi/v3", "fapiData": F + "/futures/data",
               "dapiPublic": B + "/dapi/v1", "dapiPrivate": B + "/dapi/v1",
               "eapiPublic": B + "/eapi/v1", "papi": B + "/papi/v1"}
    key = lambda v: {"apiKey": f"test-key-{v}", "secret": f"test-secret-{v}",
                     "password": "test-passphrase", "enableRateLimit": False}
    yield ccxt.binance({**key("binance"), "urls": {"api": binance}}), "BTC/USDT"
    yield ccxt.binanceusdm({**key("binance"), "urls": {"api": binance}}), "BTC/USDT:USDT"
    bybit = {k: Y for k in ("spot", "futures", "v2", "public", "private")}
    yield ccxt.bybit({**key("bybit"), "urls": {"api": bybit}}), "BTC/USDT"
    yield ccxt.bybit({**key("bybit"), "urls": {"api": bybit}}), "BTC/USDT:USDT"
    okx = {"rest": O, "ws": OW + "/ws/v5"}
    yield ccxt.okx({**key("okx"), "urls": {"api": okx}}), "BTC/USDT"
    yield ccxt.okx({**key("okx"), "urls": {"api": okx}}), "BTC/USDT:USDT"


def run(x, symbol):
    name = f"{x.id} {symbol}"
    is_swap = ":" in symbol
    check(name + " load_markets", lambda: x.load_markets())
    if symbol not in (x.markets or {}):
        return
    market = x.market(symbol)
    amount = 1.0 if x.id == "okx" and is_swap else 0.01
    check(name + " fetch_time", lambda: x.fetch_time())
    check(name + " fetch_ticker", lambda: x.fetch_ticker(symbol))
    check(name + " fetch_order_book", lambda: x.fetch_order_book(symbol, 5))
    check(name + " fetch_trades", lambda: x.fetch_trades(symbol))

    def candles():
        rows = x.fetch_ohlcv(symbol, "1m", limit=100)
        assert len(rows) >= 99, len(rows)
        assert all(b[0] - a[0] == 60000 for a, b in zip(rows, rows[1:]))
        assert all(r[3] <= r[1] <= r[2] and r[3] <= r[4] <= r[2] for r in rows)
    check(name + " fetch_ohlcv", candles)
    check(name + " fetch_balance", lambda: x.fetch_balance()["USDT"]["free"] > 0 or 1 / 0)
    last = x.fetch_ticker(symbol)["last"]
    low = float(x.price_to_precision(symbol, last * 0.8))

    def limit():
        order = x.create_order(symbol, "limit", "buy", amount, low)
        found = fetch(x, order["id"], symbol)
        assert found["status"] == "open", found
        assert any(o["id"] == order["id"] for o in x.fetch_open_orders(symbol))
        x.cancel_order(order["id"], symbol)
        after = fetch(x, order["id"], symbol)
        assert after["status"] == "canceled", after
        expect(ccxt.BaseError, lambda: x.cancel_order(order["id"], symbol))
    check(name + " limit place, query, cancel", limit)

    def amend():
        order = x.create_order(symbol, "limit", "buy", amount, low)
        edited = x.edit_order(order["id"], symbol, "limit", "buy", amount,
                              float(x.price_to_precision(symbol, low * 0.99)))
        x.cancel_order(edited["id"], symbol)
    check(name + " amend", amend)

    def market_order(side):
        params = {"reduceOnly": True} if is_swap and side == "sell" else {}
        args = [last] if x.id in ("bybit", "okx") and side == "buy" else []
        order = x.create_order(symbol, "market", side, amount, *(args or [None]), params)
        found = fetch(x, order["id"], symbol)
        assert found["status"] == "closed" and found["filled"] > 0, found
        trades = x.fetch_my_trades(symbol)
        assert any(t["order"] == order["id"] for t in trades), trades[-1:]
    check(name + " market buy and fill", lambda: market_order("buy"))
    if is_swap:
        def position():
            rows = [p for p in x.fetch_positions([symbol]) if p["contracts"]]
            assert len(rows) == 1 and rows[0]["side"] == "long", rows
        check(name + " fetch_positions", position)

        def stop():
            order = x.create_order(symbol, "market", "sell", amount, None, {
                "stopLossPrice": float(x.price_to_precision(symbol, last * 0.9)),
                "reduceOnly": True})
            params = {"stop": True, "trigger": True}
            x.cancel_order(order["id"], symbol, params)
        check(name + " stop-loss place and cancel", stop)
        check(name + " set_leverage", lambda: x.set_leverage(5, symbol))
        check(name + " fetch_funding_rate", lambda: x.fetch_funding_rate(symbol))
        check(name + " fetch_funding_rate_history",
              lambda: x.fetch_funding_rate_history(symbol, limit=5))
    check(name + " market sell", lambda: market_order("sell"))

    def post_only():
        high = float(x.price_to_precision(symbol, last * 1.05))
        try:
            order = x.create_order(symbol, "limit", "buy", amount, high, {"postOnly": True})
        except ccxt.BaseError:
            return
        assert fetch(x, order["id"], symbol)["status"] in ("canceled", "rejected")
    check(name + " post-only never takes", post_only)

    def ioc():
        order = x.create_order(symbol, "limit", "buy", amount, low, {"timeInForce": "IOC"})
        found = fetch(x, order["id"], symbol)
        assert found["status"] in ("canceled", "expired"), found
    check(name + " IOC expires", ioc)

    def poor():
        many = 50 if not is_swap else (900_000 if x.id == "okx" else 900)
        # ccxt knows Binance's futures errors by the host's name, which is another one here.
        kind = ccxt.ExchangeError if x.id == "binanceusdm" else ccxt.InsufficientFunds
        expect(kind, lambda: x.create_order(symbol, "limit", "buy", many, low))
    check(name + " insufficient funds", poor)

    def duplicate():
        own = "dup" + str(x.milliseconds())
        order = x.create_order(symbol, "limit", "buy", amount, low, {"clientOrderId": own})
        kind = ccxt.ExchangeError if x.id == "binanceusdm" else ccxt.InvalidOrder
        expect(kind, lambda: x.create_order(
            symbol, "limit", "buy", amount, low, {"clientOrderId": own}))
        x.cancel_order(order["id"], symbol)
    check(name + " duplicate client id", duplicate)
    check(name + " wrong secret", lambda: expect(ccxt.AuthenticationError, lambda: wrong(x)))
    check(name + " fetch_closed_orders", lambda: x.fetch_closed_orders(symbol)
          if x.has["fetchClosedOrders"] else None)
    check(name + " fetch_trading_fee", lambda: x.fetch_trading_fee(symbol))


def wrong(x):
    secret = x.secret
    x.secret = secret + "x"
    try:
        x.fetch_balance()
    finally:
        x.secret = secret


for client, market in clients():
    run(client, market)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
