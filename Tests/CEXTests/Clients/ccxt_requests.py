"""Reads request lines (docs/wire-tools.md) from stdin and prints what ccxt would send for each.

ccxt's fetch is replaced: market lists come from the instruments folder, every other request is
recorded and refused. Usage: ccxt_requests.py INSTRUMENTS CLOCK < lines.jsonl > answers.jsonl
"""
import json
import sys

import ccxt

FOLDER, CLOCK = sys.argv[1], int(sys.argv[2])
KEY, SECRET, PASSPHRASE = "test-key", "test-secret", "test-passphrase"


class Recorded(Exception):
    pass


def body_of(name):
    with open(f"{FOLDER}/{name}.json") as file:
        return json.load(file)


def market_list(url):
    if "/fapi/v1/exchangeInfo" in url:
        return body_of("binance-linear")
    if "/api/v3/exchangeInfo" in url:
        return body_of("binance-spot")
    if "/v5/market/instruments-info" in url:
        for category in ("spot", "linear"):
            if f"category={category}" in url and "PreLaunch" not in url:
                return body_of(f"bybit-{category}")
        return {"retCode": 0, "retMsg": "OK", "result": {"list": [], "nextPageCursor": ""}}
    if "/instruments" in url:
        for kind, name in (("SPOT", "spot"), ("SWAP", "swap")):
            if f"instType={kind}" in url:
                return body_of(f"okx-{name}")
        return {"code": "0", "msg": "", "data": []}
    if "/dapi/" in url or "/eapi/" in url:
        return {"symbols": [], "optionSymbols": []}
    if "/user/query-api" in url:
        return {"retCode": 0, "result": {"uta": 1, "unified": 0}}
    if "/account/info" in url:
        return {"retCode": 0, "result": {"unifiedMarginStatus": 5, "marginMode": "REGULAR_MARGIN"}}
    if "/capital/config/getall" in url or "/margin/" in url:
        return []
    if "/asset/currencies" in url or "/asset/coin/query-info" in url:
        return currencies(url)
    return None


def currencies(url):
    if "okx" in url:
        rows = []
        for coin, chain, precision in (("USDT", "ERC20", "0.000001"), ("USDT", "TRC20", "0.000001"),
                                       ("BTC", "Bitcoin", "0.00000001"), ("ETH", "ERC20", "0.000001")):
            rows.append({"ccy": coin, "chain": f"{coin}-{chain}", "canDep": True, "canWd": True,
                         "canInternal": True, "minWd": "0.001", "maxWd": "1000000", "wdTickSz": "8",
                         "fee": "1", "minFee": "1", "maxFee": "2", "mainNet": True, "name": coin})
        return {"code": "0", "msg": "", "data": rows}
    return {"retCode": 0, "result": {"rows": []}}


def exchange(venue, market, environment):
    options = {"defaultType": "spot" if market == "spot" else "swap", "fetchCurrencies": False,
               "adjustForTimeDifference": False, "enableUnifiedAccount": True}
    if venue == "okx" :
        options["fetchCurrencies"] = True
    if venue == "binance" and market == "linear":
        venue = "binanceusdm"
    client = getattr(ccxt, venue)({"apiKey": KEY, "secret": SECRET, "password": PASSPHRASE,
                                   "enableRateLimit": False, "options": options})
    if environment == "testnet" or environment == "demo" and venue == "okx":
        client.set_sandbox_mode(True)
    elif environment == "demo":
        client.enable_demo_trading(True)
    client.milliseconds = lambda: CLOCK
    client.recorded = []

    def fetch(url, method="GET", headers=None, body=None):
        answer = market_list(url)
        if answer is not None:
            return answer
        client.recorded.append({"method": method, "url": url, "headers": headers or {},
                                "body": body or ""})
        raise Recorded()

    client.fetch = fetch
    return client


CLIENTS = {}


def client_for(line):
    key = (line["venue"], line.get("market", "spot"), line.get("environment", "live"))
    if key not in CLIENTS:
        CLIENTS[key] = exchange(*key)
        CLIENTS[key].load_markets()
    return CLIENTS[key]


def number(line, name):
    return float(line[name]) if line.get(name) is not None else None


def contracts(client, symbol, amount):
    """ccxt counts contracts where the venue does; our amounts are always in base units."""
    size = client.market(symbol).get("contractSize") or 1
    return None if amount is None else float(client.number_to_string(round(amount / size, 8)))


def order(client, line, venue):
    params = {}
    kind = line["type"]
    if "clientOrderId" in line:
        params["clientOrderId"] = line["clientOrderId"]
    for name in ("timeInForce", "postOnly", "reduceOnly", "marginMode", "icebergAmount"):
        if name in line and (name != "marginMode" or venue == "okx"):
            params[name] = line[name]
    if line.get("positionMode") == "hedge":
        params["hedged"] = True
    trigger = line.get("trigger")
    if trigger:
        field = {"stopLoss": "stopLossPrice", "takeProfit": "takeProfitPrice",
                 "entry": "triggerPrice"}[trigger["kind"]]
        params[field] = trigger["price"]
        if "direction" in trigger and venue == "bybit":
            params["triggerDirection"] = {"rising": "ascending", "falling": "descending"}[
                trigger["direction"]]
    for name in ("stopLoss", "takeProfit"):
        if name in line:
            params[name] = dict(line[name])
    if "trailingPercent" in line:
        params["trailingPercent"] = line["trailingPercent"]
        if "trailingActivation" in line:
            params["trailingTriggerPrice"] = line["trailingActivation"]
    if line.get("test"):
        params["test"] = True
    amount = contracts(client, line["symbol"], number(line, "amount"))
    if "cost" in line:
        params["cost"] = float(line["cost"])
        amount = amount or 0
    return [line["symbol"], kind, line["side"], amount, number(line, "price"), params]


def ids(line):
    params = {}
    if "clientOrderId" in line:
        name = "orderLinkId" if line["venue"] == "bybit" else "clientOrderId"
        params[name] = line["clientOrderId"]
    if line.get("conditional"):
        params["trigger"] = True
    return params


def window(line):
    return [line.get("symbol"), line.get("since"), line.get("limit"),
            {"until": line["until"]} if "until" in line else {}]


def asset_window(line):
    return [line.get("asset")] + window(line)[1:]


def call(client, line):
    action, symbol = line["action"], line.get("symbol")
    known = ids(line) if action not in ("place_order",) else {}
    if action == "place_order":
        values = order(client, line, line["venue"])
        if "trailingPercent" in line:
            values[5].pop("trailingPercent")
            return client.create_trailing_percent_order(
                *values[:5], line["trailingPercent"], line.get("trailingActivation"), values[5])
        if "cost" in line:
            return client.create_market_order_with_cost(
                symbol, line["side"], float(line["cost"]),
                {k: v for k, v in values[5].items() if k != "cost"})
        return client.create_order(*values)
    if action == "place_orders":
        rows = []
        for item in line["orders"]:
            values = order(client, item, line["venue"])
            rows.append(dict(zip(("symbol", "type", "side", "amount", "price", "params"), values)))
        return client.create_orders(rows)
    if action == "cancel_order":
        return client.cancel_order(line.get("orderId"), symbol, known)
    if action == "cancel_orders":
        params = {k: v for k, v in known.items() if k != "clientOrderId"}
        if "clientOrderIds" in line:
            params["clientOrderIds"] = line["clientOrderIds"]
        return client.cancel_orders(line.get("orderIds", []), symbol, params)
    if action == "cancel_all":
        return client.cancel_all_orders(symbol, known)
    if action == "cancel_all_after":
        return client.cancel_all_orders_after(int(line["timeout"]))
    if action == "amend_order":
        return client.edit_order(line.get("orderId", ""), symbol, line.get("type", "limit"),
                                 line.get("side"),
                                 contracts(client, symbol, number(line, "amount")),
                                 number(line, "price"), known)
    if action == "get_order":
        return client.fetch_order(line.get("orderId"), symbol,
                                  {**known, **({"acknowledged": True} if line["venue"] == "bybit" else {})})
    if action == "list_open_orders":
        return client.fetch_open_orders(symbol, line.get("since"), line.get("limit"), known)
    if action == "list_closed_orders":
        values = window(line)
        values[3] = {**values[3], **known}
        if line["venue"].startswith("binance"):
            return client.fetch_orders(*values)
        if line["venue"] == "bybit":
            return client.fetch_canceled_and_closed_orders(*values)
        return client.fetch_closed_orders(*values)
    if action == "list_fills":
        return client.fetch_my_trades(*window(line))
    if action == "list_positions":
        return client.fetch_positions([symbol] if symbol else None)
    if action == "get_balance":
        return client.fetch_balance()
    if action == "set_leverage":
        named = "marginMode" in line and line["venue"] == "okx"
        params = {"marginMode": line["marginMode"]} if named else {}
        return client.set_leverage(int(line["leverage"]), symbol, params)
    if action == "set_margin_mode":
        return client.set_margin_mode(line["marginMode"], symbol,
                                      {"leverage": line["leverage"]} if line["venue"] == "okx" else {})
    if action == "set_position_mode":
        return client.set_position_mode(line["positionMode"] == "hedge", symbol)
    if action == "change_margin":
        if line["direction"] == "reduce":
            return client.reduce_margin(symbol, float(line["amount"]))
        return client.add_margin(symbol, float(line["amount"]))
    if action == "close_position":
        return client.close_position(symbol, line.get("side"))
    if action == "get_klines":
        return client.fetch_ohlcv(symbol, line["interval"], line.get("since"), line.get("limit"),
                                  {"until": line["until"]} if "until" in line else {})
    if action == "get_order_book":
        return client.fetch_order_book(symbol, line.get("limit"))
    if action == "get_ticker":
        return client.fetch_ticker(symbol)
    if action == "get_funding_rate":
        return client.fetch_funding_rate(symbol)
    if action == "list_funding_rates":
        return client.fetch_funding_rate_history(*window(line))
    if action == "list_funding_payments":
        return client.fetch_funding_history(*window(line))
    if action == "get_leverage_tiers":
        return client.fetch_market_leverage_tiers(symbol)
    if action == "get_trading_fee":
        return client.fetch_trading_fee(symbol)
    if action == "get_server_time":
        return client.fetch_time()
    if action == "get_deposit_address":
        params = {"network": line["network"]} if "network" in line else {}
        return client.fetch_deposit_address(line["asset"], params)
    if action == "withdraw":
        params = {"network": line["network"]}
        if "clientOrderId" in line:
            params["clientOrderId"] = line["clientOrderId"]
        return client.withdraw(line["asset"], float(line["amount"]), line["address"],
                               params | ({"tag": line["tag"]} if "tag" in line else {}))
    if action == "list_withdrawals":
        return client.fetch_withdrawals(*asset_window(line))
    if action == "list_deposits":
        return client.fetch_deposits(*asset_window(line))
    if action == "transfer":
        return client.transfer(line["asset"], float(line["amount"]), line["from"], line["to"])
    raise NotImplementedError(action)


def answer(line):
    client = client_for(line)
    client.recorded = []
    client.options["warnOnFetchOpenOrdersWithoutSymbol"] = False
    try:
        call(client, line)
    except Recorded:
        pass
    except Exception as error:
        if not client.recorded:
            return {"id": line["id"], "error": {"code": type(error).__name__,
                                                "message": str(error)}}
    return {"id": line["id"], "requests": client.recorded}


for text in sys.stdin:
    if text.strip():
        print(json.dumps(answer(json.loads(text))), flush=True)
