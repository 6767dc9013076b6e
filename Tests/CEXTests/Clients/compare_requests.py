"""Compares our requests with another client's: method, address, parameters as a set.

Usage: compare_requests.py CALLS OURS THEIRS DIFFERENCES. Each difference must be explained by a row
of DIFFERENCES (tab-separated patterns of venue, market, action and difference, then the reason);
a row that explains nothing is an error too. Prints a summary; exits 1 when something is left.
"""
import json
import re
import sys
from urllib.parse import parse_qsl, urlsplit

# Client order ids and tags that credit ccxt as a broker, which we do not send.
BROKER = ("x-TKT5PX2F", "x-cvBPrNm9", "6b9ad766b55dBCDE")
AUTHENTICATION = {"timestamp", "recvWindow", "signature"}


def flat(value, path=""):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from flat(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from flat(item, f"{path}[{index}]")
    else:
        yield path, text(value)


def text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    number = str(value)
    return number[:-2] if re.fullmatch(r"-?\d+\.0", number) else number


def parameters(request):
    parts = urlsplit(request["url"])
    found = dict(parse_qsl(parts.query, keep_blank_values=True))
    body = request["body"]
    if parts.path.endswith("/batch-orders") and len(json.loads(body)) == 1:
        body = body[1:-1]  # one order in a list; the difference of address says so
    if body[:1] in ("{", "["):
        found.update(flat(json.loads(body)))
    else:
        found.update(parse_qsl(body, keep_blank_values=True))
    for name in list(found):
        if found[name][:1] in ("{", "[") and found[name][1:2] != "'":
            found.update((f"{name}{k}", v) for k, v in flat(json.loads(found.pop(name))))
    return {k: v for k, v in found.items()
            if k not in AUTHENTICATION and not str(v).startswith(BROKER)}


def differences(ours, theirs):
    a, b = urlsplit(ours["url"]), urlsplit(theirs["url"])
    if ours["method"] != theirs["method"]:
        yield f"method {ours['method']} not {theirs['method']}"
    if (a.netloc, a.path) != (b.netloc, b.path):
        yield f"address {a.netloc}{a.path} not {b.netloc}{b.path}"
    mine, other = parameters(ours), parameters(theirs)
    for name in sorted(mine.keys() | other.keys()):
        if name not in other:
            yield f"+{name}={mine[name]}"
        elif name not in mine:
            yield f"-{name}={other[name]}"
        elif mine[name] != other[name]:
            yield f"{name}={mine[name]} not {other[name]}"


def rows(path):
    with open(path) as file:
        return [json.loads(line) for line in file if line.strip()]


def main(calls, ours, theirs, explained):
    ours = {row["id"]: row for row in rows(ours)}
    theirs = {row["id"]: row for row in rows(theirs)}
    with open(explained) as file:
        rules = [line.rstrip("\n").split("\t") for line in file if line.strip()]
    used = [0] * len(rules)
    both = equal = left = 0
    for call in rows(calls):
        mine, other = ours[call["id"]], theirs[call["id"]]
        if "error" in other or not other["requests"]:
            continue
        if "error" in mine:
            found = [f"refused {mine['error']['code']}"]
        else:
            both += 1
            found = list(differences(mine["requests"][0], other["requests"][0]))
            if len(mine["requests"]) != len(other["requests"]):
                found.append(f"requests {len(mine['requests'])} not {len(other['requests'])}")
            equal += not found
        for difference in found:
            reasons = [
                index for index, rule in enumerate(rules)
                if re.fullmatch(rule[0], call["venue"]) and re.fullmatch(rule[1], call["market"])
                and re.fullmatch(rule[2], call["action"]) and re.fullmatch(rule[3], difference)]
            if reasons:
                used[reasons[0]] += 1
            else:
                left += 1
                print("unexplained", call["id"], call["venue"], call["market"], call["action"],
                      difference)
    idle = [rule[3] for rule, count in zip(rules, used) if not count]
    print(f"{both} calls made by both, {equal} equal, {sum(used)} differences explained by "
          f"{len(rules)} rows, {left} unexplained, idle rows: {idle}")
    return 1 if left or idle else 0


sys.exit(main(*sys.argv[1:]))
