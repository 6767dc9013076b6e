"""Sends every order type with unmodified async ccxt and watches the private streams of ccxt.pro.
Usage: ccxt_orders.py PORT [VENUE]."""
import asyncio, sys
import ccxt.pro as pro
import ccxt

base = int(sys.argv[1])
B, F, Y, O = (f"http://127.0.0.1:{base + i}" for i in range(4))
BW, FW, YW, OW = (u.replace("http", "ws") for u in (B, F, Y, O))
passed = failed = 0
key = lambda v: {"apiKey": f"test-key-{v}", "secret": f"test-secret-{v}",
                 "password": "test-passphrase", "enableRateLimit": False}
binance = {"public": B + "/api/v3", "private": B + "/api/v3", "sapi": B + "/sapi/v1",
           "sapiV2": B + "/sapi/v2", "sapiV3": B + "/sapi/v3",
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


async def check(name, coroutine, seconds=20):
    global passed, failed
    try:
        await asyncio.wait_for(coroutine, seconds)
        passed += 1
        print("ok", name, flush=True)
    except Exception as error:
        failed += 1
        print("FAILED", name, type(error).__name__, str(error)[:400], flush=True)


async def run(x, symbol):
    name, is_swap = f"{x.id} {symbol}", ":" in symbol
    await check(name + " load_markets", x.load_markets())
    amount = 1.0 if x.id == "okx" and is_swap else 0.01
    last = (await x.fetch_ticker(symbol))["last"]
    at = lambda share: float(x.price_to_precision(symbol, last * share))

    async def send(kind, side, price=None, params={}, state=None, conditional=False):
        if kind == "market" and side == "buy" and price is None:
            price = last
        reduce = {"reduceOnly": True} if is_swap and side == "sell" else {}
        order = await x.create_order(symbol, kind, side, amount, price, {**reduce, **params})
        if conditional:
            where = {"stop": True, "trigger": True}
            if x.id == "okx":
                where["ordType"] = "trigger" if "triggerPrice" in params else "conditional"
            if not is_swap and x.id in ("binance", "bybit"):
                where = {"trigger": True} if x.id == "bybit" else {}
            rows = await x.fetch_open_orders(symbol, params=where)
            assert any(o["id"] == order["id"] for o in rows), (order["id"], rows)
            where.pop("ordType", None)
            await x.cancel_order(order["id"], symbol, where)
            return
        if state:
            found = await x.fetch_order(
                order["id"], symbol, {"acknowledged": True} if x.id == "bybit" else {})
            assert found["status"] in state, found
        if state == ("open",):
            await x.cancel_order(order["id"], symbol)
    await check(name + " market", send("market", "buy", state=("closed",)))
    if not is_swap:
        await check(name + " market by cost",
                    x.create_market_buy_order_with_cost(symbol, 100))
    await check(name + " limit GTC", send("limit", "buy", at(0.8), state=("open",)))
    await check(name + " IOC", send("limit", "buy", at(1.02), {"timeInForce": "IOC"}, ("closed",)))
    await check(name + " FOK", send("limit", "buy", at(1.02), {"timeInForce": "FOK"}, ("closed",)))
    await check(name + " FOK that cannot", send(
        "limit", "buy", at(0.9), {"timeInForce": "FOK"}, ("canceled", "expired")))
    await check(name + " post-only", send("limit", "buy", at(0.8), {"postOnly": True}, ("open",)))
    for kind, text in (("market", "market"), ("limit", "limit")):
        price = at(0.89) if kind == "limit" else None
        if x.id == "binance" and not is_swap and kind == "market":
            price = None
        await check(f"{name} stop-loss {text}", send(
            kind, "sell", price, {"stopLossPrice": at(0.9)}, conditional=True))
        price = at(1.11) if kind == "limit" else None
        await check(f"{name} take-profit {text}", send(
            kind, "sell", price, {"takeProfitPrice": at(1.1)}, conditional=True))
    rising = {"triggerDirection": "ascending"} if is_swap else {}
    await check(name + " entry trigger", send(
        "limit", "buy", at(1.12), {"triggerPrice": at(1.1), **rising}, conditional=True))

    async def trailing():
        """Refused in the venue's own words, or taken."""
        try:
            distance = ({"trailingAmount": str(at(0.01))} if x.id == "bybit"
                        else {"trailingPercent": "1"})
            order = await x.create_order(symbol, "market", "sell", amount, None, {
                **distance, "reduceOnly": True})
        except ccxt.ExchangeError as error:
            assert "railing" in str(error) or "not" in str(error), error
            return
        await x.cancel_order(order["id"], symbol, {"stop": True, "trigger": True,
                                                   "trailing": True})
    if is_swap:
        await check(name + " trailing", trailing())

    async def many():
        orders = [{"symbol": symbol, "type": "limit", "side": "buy", "amount": amount,
                   "price": at(0.8 - i / 100)} for i in range(3)]
        if x.has["createOrders"] and not (x.id == "binance" and not is_swap):
            rows = await x.create_orders(orders)
        else:
            rows = [await x.create_order(**o) for o in orders]
        ids = [r["id"] for r in rows]
        assert len(set(ids)) == 3 and all(ids), rows
        if x.has["cancelOrders"] and not (x.id == "binance" and not is_swap):
            await x.cancel_orders(ids[:2], symbol)
        else:
            for i in ids[:2]:
                await x.cancel_order(i, symbol)
        rows = await x.fetch_open_orders(symbol)
        assert [r["id"] for r in rows] == ids[2:], rows
        if x.id == "okx":
            await x.cancel_order(ids[2], symbol)
        else:
            await x.cancel_all_orders(symbol)
        assert not await x.fetch_open_orders(symbol)
    await check(name + " batch, cancel some, cancel all", many())

    async def amend():
        order = await x.create_order(symbol, "limit", "buy", amount, at(0.8))
        edited = await x.edit_order(order["id"], symbol, "limit", "buy", amount * 2, at(0.79))
        await x.cancel_order(edited["id"], symbol)
    await check(name + " amend", amend())
    if x.has.get("cancelAllOrdersAfter") and not (x.id == "binance" and not is_swap):
        await check(name + " dead man's switch", x.cancel_all_orders_after(60000))
        if x.id != "bybit":
            await x.cancel_all_orders_after(0)

    async def private():
        tasks = {n: asyncio.create_task(t) for n, t in {
            "watch_balance": x.watch_balance(),
            "watch_my_trades": x.watch_my_trades(symbol),
            "watch_orders": x.watch_orders(symbol),
            **({"watch_positions": x.watch_positions([symbol])} if is_swap else {})}.items()}
        await asyncio.sleep(3)
        await x.create_order(symbol, "market", "buy", amount, last)
        for n, task in tasks.items():
            await check(f"{name} {n}", task, 10)
    await private()

    async def over_stream():
        order = await x.create_order_ws(symbol, "limit", "buy", amount, at(0.8))
        await x.cancel_order_ws(order["id"], symbol)
    await check(name + " place and cancel over the stream", over_stream())
    if is_swap:
        async def position():
            rows = [p for p in await x.fetch_positions([symbol]) if p["contracts"]]
            assert len(rows) == 1 and rows[0]["side"] == "long", rows
            await x.create_order(symbol, "market", "sell", rows[0]["contracts"], None,
                                 {"reduceOnly": True})
            rows = [p for p in await x.fetch_positions([symbol]) if p["contracts"]]
            assert not rows, rows
        await check(name + " position opened and closed", position())

        async def hedge():
            """Refused in the venue's own words: one-way positions only."""
            try:
                await x.set_position_mode(True, symbol)
            except ccxt.ExchangeError:
                return
            raise AssertionError("hedge mode was taken")
        await check(name + " hedge mode refused", hedge())
        await check(name + " fetch_leverage_tiers",
                    x.fetch_market_leverage_tiers(symbol) if x.id != "binanceusdm"
                    else x.fetch_leverage_tiers([symbol]))
        await check(name + " fetch_funding_history", x.fetch_funding_history(symbol))
        await check(name + " fetch_open_interest", x.fetch_open_interest(symbol))
    await check(name + " fetch_my_trades", x.fetch_my_trades(symbol))
    await check(name + " fetch_currencies", x.fetch_currencies())
    await check(name + " fetch_tickers", x.fetch_tickers([symbol]))
    if not is_swap:
        await check(name + " fetch_deposits", x.fetch_deposits("USDT"))
        await check(name + " fetch_withdrawals", x.fetch_withdrawals("USDT"))
        await check(name + " fetch_deposit_address", x.fetch_deposit_address("USDT"))
        wallets = {"binance": ("spot", "linear"), "bybit": ("unified", "funding"),
                   "okx": ("trading", "funding")}[x.id]
        await check(name + " transfer", x.transfer("USDT", 10, *wallets))
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
        if len(sys.argv) < 3 or x.id == sys.argv[2]:
            await run(x, symbol)
    print(f"{passed} passed, {failed} failed")


asyncio.run(main())
sys.exit(1 if failed else 0)
