"""Watches the simulator with unmodified ccxt.pro. Usage: ccxt_streams.py PORT."""
import asyncio, sys
import ccxt.pro as pro

base = int(sys.argv[1])
B, F, Y, O = (f"http://127.0.0.1:{base + i}" for i in range(4))
BW, FW, YW, OW = (u.replace("http", "ws") for u in (B, F, Y, O))
passed = failed = 0
key = lambda v: {"apiKey": f"test-key-{v}", "secret": f"test-secret-{v}",
                 "password": "test-passphrase", "enableRateLimit": False}
binance = {"public": B + "/api/v3", "private": B + "/api/v3", "sapi": B + "/sapi/v1",
           "fapiPublic": F + "/fapi/v1", "fapiPublicV2": F + "/fapi/v2",
           "fapiPublicV3": F + "/fapi/v3", "fapiPrivate": F + "/fapi/v1",
           "fapiPrivateV2": F + "/fapi/v2", "fapiPrivateV3": F + "/fapi/v3",
           "dapiPublic": B + "/dapi/v1", "eapiPublic": B + "/eapi/v1",
           "ws": {"spot": BW + "/stream/ws", "margin": BW + "/stream/ws", "linear": FW + "/ws",
                  "future": FW + "/ws",
                  "ws-api": {"spot": BW + "/ws-api/v3", "linear": FW + "/ws-fapi/v1",
                             "future": FW + "/ws-fapi/v1"}}}
bybit = {**{k: Y for k in ("spot", "futures", "v2", "public", "private")}, "ws": {
    "public": {k: f"{YW}/v5/public/{k}" for k in ("spot", "linear", "inverse", "option")},
    "private": {"contract": YW + "/v5/private", "usdc": YW + "/v5/private",
                "trade": YW + "/v5/trade", "spot": {"unified": YW + "/v5/private",
                                                    "nonUnified": YW + "/v5/private"}}}}
okx = {"rest": O, "ws": OW + "/ws/v5"}


async def check(name, coroutine):
    global passed, failed
    try:
        await asyncio.wait_for(coroutine, 12)
        passed += 1
        print("ok", name, flush=True)
    except Exception as error:
        failed += 1
        print("FAILED", name, type(error).__name__, str(error)[:300], flush=True)


async def orders(x, symbol):
    ticker = await x.fetch_ticker(symbol)
    amount = 1.0 if x.id == "okx" and ":" in symbol else 0.01
    watch = asyncio.create_task(x.watch_orders(symbol))
    await asyncio.sleep(4)
    order = await x.create_order(
        symbol, "limit", "buy", amount, float(x.price_to_precision(symbol, ticker["last"] * 0.8)))
    rows = await watch
    assert any(o["id"] == order["id"] for o in rows), (rows, order)
    await x.cancel_order(order["id"], symbol)


async def run(x, symbol):
    name = f"{x.id} {symbol}"
    await check(name + " load_markets", x.load_markets())

    async def book():
        for _ in range(5):
            rows = await x.watch_order_book(symbol)
        assert rows["bids"][0][0] < rows["asks"][0][0]
    await check(name + " watch_order_book", book())
    await check(name + " watch_trades", x.watch_trades(symbol))
    await check(name + " watch_ticker", x.watch_ticker(symbol))
    await check(name + " watch_ohlcv", x.watch_ohlcv(symbol, "1m"))
    await check(name + " watch_orders", orders(x, symbol))
    await x.close()


async def main():
    for x, symbol in (
        (pro.binance({**key("binance"), "urls": {"api": binance}}), "BTC/USDT"),
        (pro.binanceusdm({**key("binance"), "urls": {"api": binance}}), "BTC/USDT:USDT"),
        (pro.bybit({**key("bybit"), "urls": {"api": bybit}}), "BTC/USDT"),
        (pro.bybit({**key("bybit"), "urls": {"api": bybit}}), "BTC/USDT:USDT"),
        (pro.okx({**key("okx"), "urls": {"api": okx}}), "BTC/USDT"),
        (pro.okx({**key("okx"), "urls": {"api": okx}}), "BTC/USDT:USDT"),
    ):
        await run(x, symbol)
    print(f"{passed} passed, {failed} failed")


asyncio.run(main())
sys.exit(1 if failed else 0)
