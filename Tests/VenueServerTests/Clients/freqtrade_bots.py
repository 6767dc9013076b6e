"""Runs freqtrade's bot in live mode on the simulator, the six bots beside each other.

Usage: freqtrade_bots.py PORT SECONDS [--fault] [BOT...]; PORT is that of the simulator's first
segment, a BOT is one of binance-spot binance-futures bybit-spot bybit-futures okx-spot okx-futures.
Prints a table of what the simulator's own books say each bot did and ends with status 1 where a
bot did not enter, exit or keep a stop on the exchange, or wrote a traceback or an error.

An order is an orphan where it filled and the bot's database does not know it, and unequal where the
database has another amount. With --fault the venue answers each bot's first order with "outcome
unknown" after accepting it, and the run passes where the bot is seen to enter twice before it leaves.
"""
import json, os, re, shutil, signal, sqlite3, subprocess, sys, tempfile, time, urllib.request

args = [a for a in sys.argv[1:] if a != "--fault"]
base, seconds, wanted = int(args[0]), int(args[1]), args[2:]
has_fault = "--fault" in sys.argv
B, F, Y, O, A = (f"http://127.0.0.1:{base + i}" for i in range(5))
BW, FW, YW, OW = (u.replace("http", "ws") for u in (B, F, Y, O))

BINANCE = {
    "public": B + "/api/v3", "private": B + "/api/v3", "v1": B + "/api/v1", "sapi": B + "/sapi/v1",
    "sapiV2": B + "/sapi/v2", "sapiV3": B + "/sapi/v3", "sapiV4": B + "/sapi/v4",
    "fapiPublic": F + "/fapi/v1", "fapiPublicV2": F + "/fapi/v2", "fapiPublicV3": F + "/fapi/v3",
    "fapiPrivate": F + "/fapi/v1", "fapiPrivateV2": F + "/fapi/v2",
    "fapiPrivateV3": F + "/fapi/v3", "fapiData": F + "/futures/data", "dapiPublic": B + "/dapi/v1",
    "dapiPrivate": B + "/dapi/v1", "eapiPublic": B + "/eapi/v1", "papi": B + "/papi/v1",
    "ws": {"spot": BW + "/stream/ws", "margin": BW + "/stream/ws", "linear": FW + "/ws",
           "ws-api": {"spot": BW + "/ws-api/v3", "linear": FW + "/ws-fapi/v1"}}}
BYBIT = {**{k: Y for k in ("spot", "futures", "v2", "public", "private")}, "ws": {
    "public": {k: f"{YW}/v5/public/{k}" for k in ("spot", "linear", "inverse", "option")},
    "private": {"contract": YW + "/v5/private", "usdc": YW + "/v5/private",
                "trade": YW + "/v5/trade", "spot": {"unified": YW + "/v5/private"}}}}
OKX = {"rest": O, "ws": OW + "/ws/v5"}
# Spot and futures of a venue trade different coins, for Bybit and OKX keep both in one account.
BOTS = {
    "binance-spot": ("binance", "BTC/USDT", BINANCE, "binanceSpot"),
    "binance-futures": ("binance", "ETH/USDT:USDT", BINANCE, "binanceFutures"),
    "bybit-spot": ("bybit", "BTC/USDT", BYBIT, "bybitUnified"),
    "bybit-futures": ("bybit", "ETH/USDT:USDT", BYBIT, "bybitUnified"),
    "okx-spot": ("okx", "BTC/USDT", OKX, "okxTrading"),
    "okx-futures": ("okx", "ETH/USDT:USDT", OKX, "okxTrading"),
}
ORDER_PATHS = {
    "binance-spot": ("binance", "/api/v3/order"),
    "binance-futures": ("binanceusdm", "/fapi/v1/order"),
    "bybit-spot": ("bybit", "/v5/order/create"), "bybit-futures": ("bybit", "/v5/order/create"),
    "okx-spot": ("okx", "/api/v5/trade/batch-orders"),
    "okx-futures": ("okx", "/api/v5/trade/batch-orders"),
}

STRATEGY = '''
from datetime import timedelta
from freqtrade.strategy import IStrategy

class InAndOut(IStrategy):
    """Enters whenever it can and leaves soon, so that every kind of order is sent often."""
    INTERFACE_VERSION = 3
    timeframe = "1m"
    can_short = %(can_short)s
    minimal_roi = {"0": 10}
    stoploss = %(stoploss)s
    startup_candle_count = 5
    use_exit_signal = True
    order_types = {"entry": "limit", "exit": "limit", "emergency_exit": "market",
                   "stoploss": "%(stop_type)s", "stoploss_on_exchange": %(on_exchange)s,
                   "stoploss_on_exchange_interval": 15}
    order_time_in_force = {"entry": "GTC", "exit": "GTC"}

    def populate_indicators(self, dataframe, metadata):
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        odd = dataframe["date"].dt.minute %% 2 == 1
        if self.can_short:
            dataframe.loc[odd, "enter_short"] = 1
            dataframe.loc[~odd, "enter_long"] = 1
        else:
            dataframe["enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        return dataframe

    def custom_exit(self, pair, trade, current_time, current_rate, current_profit, **kwargs):
        if current_time - trade.open_date_utc > timedelta(seconds=%(hold)d):
            return "held long enough"

    def leverage(self, *args, **kwargs):
        return 3.0
'''


def prepare(name, folder):
    venue, pair, urls, _ = BOTS[name]
    is_futures = ":" in pair
    # freqtrade itself refuses stops on exchange on Bybit's spot market.
    on_exchange = name != "bybit-spot"
    strategies = os.path.join(folder, "strategies")
    os.makedirs(strategies)
    with open(os.path.join(strategies, "in_and_out.py"), "w") as file:
        file.write(STRATEGY % {
            "can_short": is_futures, "on_exchange": on_exchange,
            "stoploss": -0.009 if is_futures else -0.003, "hold": 25 if seconds < 200 else 75,
            "stop_type": "market" if is_futures else "limit"})
    config = {
        "initial_state": "running", "dry_run": False, "stake_currency": "USDT",
        "trading_mode": "futures" if is_futures else "spot",
        "margin_mode": "isolated" if is_futures else "", "stake_amount": 1000,
        "max_open_trades": 1, "cancel_open_orders_on_exit": True,
        "unfilledtimeout": {"entry": 1, "exit": 1},
        "entry_pricing": {"price_side": "other", "use_order_book": True, "order_book_top": 2},
        "exit_pricing": {"price_side": "other", "use_order_book": True, "order_book_top": 2},
        "exchange": {
            "name": venue, "key": f"test-key-{venue}", "secret": f"test-secret-{venue}",
            "password": "test-passphrase", "pair_whitelist": [pair],
            "ccxt_config": {"enableRateLimit": False, "urls": {"api": urls}}},
        "pairlists": [{"method": "StaticPairList"}], "internals": {"process_throttle_secs": 3},
        "strategy": "InAndOut", "strategy_path": strategies, "user_data_dir": folder,
        "db_url": f"sqlite:///{folder}/trades.sqlite", "bot_name": name}
    path = os.path.join(folder, "config.json")
    with open(path, "w") as file:
        json.dump(config, file)
    return path


def admin(method, path, body=None):
    request = urllib.request.Request(
        A + path, method=method, data=json.dumps(body).encode() if body else None)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def books(name):
    """The orders of a bot as the simulator's own books have them."""
    _, pair, _, wallet = BOTS[name]
    for account in admin("GET", "/admin/books")["accounts"]:
        if account["name"] == "main":
            for row in account["wallets"]:
                if row["wallet"] == wallet:
                    return [o for o in row["orders"] if o["symbol"] == pair]
    return []


def reduces(name, order):
    return order["reduceOnly"] if name.endswith("futures") else order["side"] == "sell"


def number(text):
    """The simulator's number of an order; Bybit's ids carry it in hexadecimal."""
    return int(text.rsplit("-", 1)[1], 16) if "-" in text else int(text)


def believed(log):
    """What the bot's own database says was filled, by order number."""
    path = os.path.join(os.path.dirname(log), "trades.sqlite")
    with sqlite3.connect(path) as store:
        rows = store.execute("select order_id, status, filled from orders").fetchall()
    return {number(text): float(filled or 0) if status in ("closed", "canceled", "expired") else None
            for text, status, filled in rows}


def row(name, log, before):
    orders = [o for o in books(name) if o["id"] not in before]
    filled = [o for o in orders if float(o["filled"]) > 0]
    stops = [o for o in orders if o["trigger"]]
    plain = [o for o in filled if o not in stops]
    known = believed(log)
    first_exit = min([o["created"] for o in orders if reduces(name, o)], default=1 << 62)
    at_once = [o for o in orders if not reduces(name, o) and not o["trigger"]
               and o["created"] < first_exit]
    text = open(log, errors="replace").read()
    return {
        "bot": name, "orders": len(orders), "entered": len(at_once),
        "entries": len([o for o in plain if not reduces(name, o)]),
        "exits": len([o for o in plain if reduces(name, o)]),
        "stops set": len(stops), "stops hit": len([o for o in stops if float(o["filled"]) > 0]),
        "orphans": len([o for o in plain if o["id"] not in known]),
        "unequal": len([o for o in plain if known.get(o["id"]) is not None
                        and abs(known[o["id"]] - float(o["filled"])) > 1e-9]),
        "trouble": re.findall(
            r"(?m)^.*(?:Traceback|- ERROR -|OperationalException).*$", text)}


def shake():
    """Moves the market away from its longs and back beyond its shorts, so that stops are hit."""
    status = admin("GET", "/admin/status")["markets"]
    for coin in ("BTC", "ETH"):
        last = next(float(m["last"]) for m in status if m["symbol"] == coin + "/USDT")
        for share in (0.993, 1.0, 1.007, 1.0):
            admin("POST", "/admin/price", {"asset": coin, "price": f"{last * share:.2f}"})
            time.sleep(0.3)


def main():
    names = wanted or list(BOTS)
    for name in names:
        if name not in BOTS:
            sys.exit(f"no bot named {name}")
    root = tempfile.mkdtemp(prefix="venues-freqtrade-")
    freqtrade = os.path.join(os.path.dirname(sys.executable), "freqtrade")
    started = []
    for name in names:
        folder = os.path.join(root, name)
        os.makedirs(folder)
        config = prepare(name, folder)
        before = {order["id"] for order in books(name)}
        if has_fault:
            segment, path = ORDER_PATHS[name]
            admin("POST", "/admin/faults", {"kind": "error_after", "venue": segment,
                                            "method": "POST", "path": path, "count": 1})
        log = os.path.join(folder, "log")
        process = subprocess.Popen([freqtrade, "trade", "--config", config],
                                   stdout=open(log, "w"), stderr=subprocess.STDOUT)
        started.append((name, log, process, before))
    end, jump = time.time() + seconds, time.time() + 60
    while time.time() < end and any(p.poll() is None for _, _, p, _ in started):
        time.sleep(1)
        if time.time() > jump:
            shake()
            jump += 110
    early = [name for name, _, p, _ in started if p.poll() is not None]
    for _, _, process, _ in started:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
    for _, _, process, _ in started:
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
    failed = report(started, early)
    if not failed:
        shutil.rmtree(root)
    else:
        print("logs are in", root)
    sys.exit(1 if failed else 0)


def report(started, early):
    failed = []
    columns = ["bot", "orders", "entered" if has_fault else "entries", "exits", "stops set", "stops hit", "orphans", "unequal",
               "trouble"]
    print(" ".join(f"{c:>{15 if c == 'bot' else 9}}" for c in columns))
    for name, log, _, before in started:
        found = row(name, log, before)
        trouble = found["trouble"]
        shown = {**found, "trouble": len(trouble)}
        print(" ".join(f"{str(shown[c]):>{15 if c == 'bot' else 9}}" for c in columns), flush=True)
        if has_fault:
            is_good = found["entered"] >= 2
        else:
            is_good = (
                found["entries"] and found["exits"] + found["stops hit"] and name not in early
                and (found["stops set"] or name == "bybit-spot")
                and not (found["orphans"] or found["unequal"] or trouble))
        if not is_good:
            failed.append(name)
            print("".join(trouble[:5]) + "".join(open(log, errors="replace").readlines()[-25:]))
    print(f"{len(started) - len(failed)} passed, {len(failed)} failed", *failed)
    return failed


main()
