"""Load on the simulator: orders over many keep-alive connections while stream clients count frames.

Usage: load.py PORT [--rate 2000] [--seconds 60] [--connections 64] [--streams 10] [--pid PID]

PORT is that of the simulator's first segment, PID the server's process, whose processor time is read
before and after. Orders are Binance spot limit orders, immediate or cancel, signed; every fourth
fills and is sold again. Each stream client counts the frames of the account's user data stream; all
of them have to see every order begin and end, and each as many frames as the others. With --rate 0 each connection sends as soon as it has its answer: the maximum.
"""
import argparse, base64, hashlib, hmac, json, multiprocessing, os, re, select, socket, struct, sys
import time, urllib.request

p = argparse.ArgumentParser()
p.add_argument("port", type=int)
p.add_argument("--rate", type=int, default=2000)
p.add_argument("--seconds", type=int, default=60)
p.add_argument("--connections", type=int, default=64)
p.add_argument("--streams", type=int, default=10)
p.add_argument("--pid", type=int, default=0)
o = p.parse_args()
KEY, SECRET = "test-key-binance", b"test-secret-binance"


def sign(query):
    return query + "&signature=" + hmac.new(SECRET, query.encode(), hashlib.sha256).hexdigest()


def stream(number, ready, stop, results):
    s = socket.create_connection(("127.0.0.1", o.port))
    token = base64.b64encode(os.urandom(16)).decode()
    s.sendall((f"GET /ws-api/v3 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
               f"Connection: Upgrade\r\nSec-WebSocket-Key: {token}\r\n"
               "Sec-WebSocket-Version: 13\r\n\r\n").encode())
    head = b""
    while b"\r\n\r\n" not in head:
        head += s.recv(1)
    stamp = int(time.time() * 1000)
    text = sign(f"apiKey={KEY}&timestamp={stamp}")
    params = {"apiKey": KEY, "timestamp": stamp, "signature": text.rsplit("=", 1)[1]}
    body = json.dumps({"id": "1", "method": "userDataStream.subscribe.signature",
                       "params": params}).encode()
    mask = b"\0\0\0\0"
    s.sendall(b"\x81" + bytes([0x80 | 126]) + struct.pack(">H", len(body)) + mask + body)
    buffer, frames, news, ends, taken = b"", 0, 0, 0, 0
    subscribed = False
    s.setblocking(False)
    quiet = 0
    while True:
        try:
            chunk = s.recv(1 << 20)
            if not chunk:
                break
            buffer += chunk
            quiet = 0
        except BlockingIOError:
            quiet += 1
            if stop.is_set() and quiet > 100:
                break
            time.sleep(0.005)
            continue
        at, end = 0, len(buffer)
        while end - at >= 2:
            size, offset = buffer[at + 1], at + 2
            if size == 126:
                if end - at < 4:
                    break
                size, offset = (buffer[at + 2] << 8) | buffer[at + 3], at + 4
            elif size == 127:
                if end - at < 10:
                    break
                size, offset = struct.unpack_from(">Q", buffer, at + 2)[0], at + 10
            if offset + size > end:
                break
            opcode = buffer[at] & 15
            if opcode == 9:
                pong = buffer[offset:offset + size]
                s.sendall(b"\x8a" + bytes([0x80 | size]) + mask + pong)
            elif opcode == 1:
                if not subscribed:
                    subscribed = True
                    assert b'"status":200' in buffer[offset:offset + size], buffer[offset:]
                    ready.release()
                else:
                    frames += 1
                    taken += size
                    if buffer.find(b'"x":"NEW"', offset, offset + size) > 0:
                        news += 1
                    elif buffer.find(b'"x":"TRADE"', offset, offset + size) > 0 or buffer.find(
                            b'"x":"EXPIRED"', offset, offset + size) > 0:
                        ends += 1
            at = offset + size
        buffer = buffer[at:]
    results.put((number, frames, news, ends, taken))


def request(number, prices):
    side, price = (("BUY", "buy"), ("BUY", "low"), ("SELL", "sell"), ("SELL", "high"))[number % 4]
    price = prices[price]
    query = sign(f"symbol=BTCUSDT&side={side}&type=LIMIT&timeInForce=IOC&quantity=0.001"
                 f"&price={price}&newOrderRespType=ACK&recvWindow=60000&timestamp={int(time.time() * 1000)}")
    return (f"POST /api/v3/order HTTP/1.1\r\nHost: localhost\r\nX-MBX-APIKEY: {KEY}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(query)}\r\n\r\n"
            + query).encode()


def orders(prices):
    poll = select.epoll()
    socks, sent_at, buffers = {}, {}, {}
    for _ in range(o.connections):
        s = socket.create_connection(("127.0.0.1", o.port))
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        s.setblocking(False)
        socks[s.fileno()] = s
        buffers[s.fileno()] = b""
        poll.register(s.fileno(), select.EPOLLIN)
    idle = list(socks)
    number = answered = refused = 0
    times = []
    started = time.time()
    end = started + o.seconds
    due = o.rate * o.seconds if o.rate else 1 << 60
    while True:
        now = time.time()
        allowed = min(due, int((now - started) * o.rate)) if o.rate else 1 << 60
        if o.rate == 0 and now >= end:
            allowed = number
        while idle and number < allowed:
            f = idle.pop()
            sent_at[f] = time.time()
            socks[f].send(request(number, prices))
            number += 1
        if len(idle) == len(socks) and (number >= due or (o.rate == 0 and now >= end)):
            break
        if now > end + 60:
            break
        for f, _ in poll.poll(0.001):
            buffers[f] += socks[f].recv(65536)
            head, separator, body = buffers[f].partition(b"\r\n\r\n")
            if not separator:
                continue
            size = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
            if len(body) < size:
                continue
            times.append(time.time() - sent_at[f])
            if head[9:12] == b"200":
                answered += 1
            else:
                refused += 1
                if refused < 4:
                    print("refused:", body[:200])
            buffers[f] = body[size:]
            idle.append(f)
    took = time.time() - started
    times.sort()
    return answered, refused, took, times


def cpu():
    if not o.pid:
        return 0.0
    fields = open(f"/proc/{o.pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    book = json.load(urllib.request.urlopen(
        f"http://127.0.0.1:{o.port}/api/v3/depth?symbol=BTCUSDT&limit=5"))
    ask, bid = float(book["asks"][0][0]), float(book["bids"][0][0])
    prices = {"buy": f"{ask * 1.03:.2f}", "sell": f"{bid * 0.97:.2f}", "low": f"{bid * 0.95:.2f}",
              "high": f"{ask * 1.05:.2f}"}
    ready, stop = multiprocessing.Semaphore(0), multiprocessing.Event()
    results = multiprocessing.Queue()
    watchers = [multiprocessing.Process(target=stream, args=(i, ready, stop, results))
                for i in range(o.streams)]
    for w in watchers:
        w.start()
    for _ in watchers:
        assert ready.acquire(timeout=20), "a stream did not subscribe"
    before = cpu()
    answered, refused, took, times = orders(prices)
    used = cpu() - before
    stop.set()
    rows = sorted(results.get(timeout=60) for _ in watchers)
    for w in watchers:
        w.join()
    at = lambda share: times[int(len(times) * share)] * 1000 if times else 0
    print(f"{answered} orders in {took:.1f} s: {answered / took:.0f} a second over "
          f"{o.connections} connections, {refused} refused")
    print(f"answer p50 {at(.5):.2f} ms, p99 {at(.99):.2f} ms")
    if o.pid:
        print(f"server {used:.1f} s of processor time: {used / took:.2f} of a core, "
              f"{used / max(1, answered) * 1e6:.0f} us an order")
    if rows:
        frames = {r[1] for r in rows}
        print(f"{len(rows)} streams: frames {sorted(frames)}, new {sorted({r[2] for r in rows})}, "
              f"ended {sorted({r[3] for r in rows})}, {sum(r[4] for r in rows) / took / 1e6:.1f} MB "
              f"and {sum(r[1] for r in rows) / took:.0f} frames a second")
    good = refused == 0 and len({r[1] for r in rows}) <= 1 and all(
        r[2] == answered and r[3] >= answered for r in rows)
    print("passed" if good else "FAILED: frames are missing or orders refused")
    sys.exit(0 if good else 1)


main()
