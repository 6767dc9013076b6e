"""Watches the simulator with the streams of unmodified pybit and python-binance.
Usage: native_streams.py PORT."""
import asyncio, sys, time

base = int(sys.argv[1])
B, F, Y, O = (f"http://127.0.0.1:{base + i}" for i in range(4))
BW, FW, YW, OW = (u.replace("http", "ws") for u in (B, F, Y, O))
passed = failed = 0


def note(name, good, text=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    print("ok" if good else "FAILED", name, "" if good else str(text)[:300], flush=True)


def wait(check, seconds=10):
    end = time.time() + seconds
    while time.time() < end:
        if check():
            return True
        time.sleep(0.05)
    return False


def bybit():
    import pybit.unified_trading as u
    import pybit._websocket_trading as t
    u.PUBLIC_WSS = YW + "/v5/public/{CHANNEL_TYPE}"
    u.PRIVATE_WSS = YW + "/v5/private"
    t.TRADE_WSS = YW + "/v5/trade"
    seen = {}
    keep = lambda name: lambda message: seen.setdefault(name, []).append(message)
    public = u.WebSocket(testnet=False, channel_type="linear")
    public.orderbook_stream(50, "BTCUSDT", keep("orderbook"))
    public.trade_stream("BTCUSDT", keep("trade"))
    public.ticker_stream("BTCUSDT", keep("ticker"))
    public.kline_stream(1, "BTCUSDT", keep("kline"))
    key = {"api_key": "test-key-bybit", "api_secret": "test-secret-bybit"}
    private = u.WebSocket(testnet=False, channel_type="private", **key)
    private.order_stream(keep("order"))
    private.execution_stream(keep("execution"))
    private.position_stream(keep("position"))
    private.wallet_stream(keep("wallet"))
    for name in ("orderbook", "trade", "ticker", "kline"):
        note("pybit stream " + name, wait(lambda: seen.get(name)))
    rest = u.HTTP(**key)
    rest.endpoint = Y
    order = {"category": "linear", "symbol": "BTCUSDT", "orderType": "Market", "qty": "0.01"}
    rest.place_order(side="Buy", **order)
    rest.place_order(side="Sell", reduceOnly=True, **order)
    for name in ("order", "execution", "position", "wallet"):
        note("pybit stream " + name, wait(lambda: seen.get(name)))
    trading = u.WebSocketTrading(testnet=False, **key)
    answers = []

    def answered(attempt):
        """pybit registers who waits for an answer only after sending, and drops an answer that is
        quicker; then it is asked again, for something new."""
        for number in range(4):
            before = len(answers)
            attempt(number)
            if wait(lambda: len(answers) > before, 5):
                return answers[-1]["retCode"] == 0
        return False

    price = f"{float(seen['ticker'][0]['data']['lastPrice']) * 0.8:.1f}"
    limit = {"category": "linear", "symbol": "BTCUSDT"}
    place = lambda _: trading.place_order(
        answers.append, side="Buy", orderType="Limit", qty="0.01", price=price, **limit)
    note("pybit place over the stream", answered(place), answers)
    number = answers[-1]["data"]["orderId"]
    amend = lambda tries: trading.amend_order(
        answers.append, orderId=number, qty=f"0.0{2 + tries}", **limit)
    note("pybit amend over the stream", answered(amend), answers)

    def cancel(tries):
        other = number
        if tries > 0:
            other = rest.place_order(side="Buy", orderType="Limit", qty="0.01", price=price,
                                     **limit)["result"]["orderId"]
        trading.cancel_order(answers.append, orderId=other, **limit)

    note("pybit cancel over the stream", answered(cancel), answers)
    for x in (public, private, trading):
        x.exit()


async def binance():
    from binance import AsyncClient, BinanceSocketManager
    BinanceSocketManager.STREAM_URL = BW + "/"
    BinanceSocketManager.FSTREAM_URL = FW + "/"
    AsyncClient.WS_API_URL = BW + "/ws-api/v3"
    c = AsyncClient("test-key-binance", "test-secret-binance")
    c.API_URL, c.MARGIN_API_URL, c.FUTURES_URL = B + "/api", B + "/sapi", F + "/fapi"
    m = BinanceSocketManager(c)

    async def first(name, socket, wanted=lambda message: True, act=None):
        try:
            async with socket as s:
                if act:
                    asyncio.get_running_loop().call_later(
                        1, lambda: asyncio.ensure_future(act()))
                for _ in range(200):
                    message = await asyncio.wait_for(s.recv(), 10)
                    if wanted(message):
                        note("python-binance stream " + name, True)
                        return
            note("python-binance stream " + name, False, message)
        except Exception as error:
            note("python-binance stream " + name, False, repr(error))
    await first("trade", m.trade_socket("BTCUSDT"), lambda x: x.get("e") == "trade")
    await first("kline", m.kline_socket("BTCUSDT"), lambda x: x.get("e") == "kline")
    await first("depth", m.depth_socket("BTCUSDT"))
    await first("book ticker", m.symbol_book_ticker_socket("BTCUSDT"))
    order = {"symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quantity": "0.01"}
    await first("user", m.user_socket(), lambda x: x.get("e") == "executionReport",
                lambda: c.create_order(**order))
    await first("futures user", m.futures_user_socket(),
                lambda x: x.get("e") == "ORDER_TRADE_UPDATE",
                lambda: c.futures_create_order(**order))
    await c.futures_create_order(**{**order, "side": "SELL", "reduceOnly": "true"})
    await c.close_connection()


for name, body in (("pybit", bybit), ("python-binance", lambda: asyncio.run(binance()))):
    try:
        body()
    except Exception as error:
        note(name, False, repr(error))
print(f"{passed} passed, {failed} failed")
sys.stdout.flush()
import os
os._exit(1 if failed else 0)
