"""Trades on the simulator's OKX streams with unmodified python-okx behind nginx, which gives the TLS
that the client insists on. Usage: okx_stream.py PORT. Without nginx it says so and ends with 0."""
import asyncio, json, os, shutil, signal, subprocess, sys, tempfile

base = int(sys.argv[1])
okx_port, tls_port = base + 3, base + 9
nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
if not nginx or not shutil.which("openssl"):
    print("skipped: nginx and openssl are needed (apt-get install nginx-light openssl)")
    sys.exit(0)

folder = tempfile.mkdtemp(prefix="venues-tls-")
authority = os.path.join(folder, "ca.pem")


def run(*command):
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def certificates():
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
        "/CN=venues test authority", "-keyout", "ca.key", "-out", "ca.pem", "-addext",
        "keyUsage=critical,keyCertSign,cRLSign")
    run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
        "-keyout", "server.key", "-out", "server.csr")
    with open(os.path.join(folder, "names"), "w") as file:
        file.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    run("openssl", "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
        "-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "server.pem")


def front():
    config = f"""
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{tls_port} ssl;
    ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.key;
    location / {{
      proxy_pass http://127.0.0.1:{okx_port}; proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;
      proxy_read_timeout 60s;
    }}
  }}
}}"""
    path = os.path.join(folder, "nginx.conf")
    with open(path, "w") as file:
        file.write(config)
    return subprocess.Popen([nginx, "-p", folder, "-c", path, "-e", folder + "/error.log"])


async def client(name, messages, private):
    from okx.websocket.WsPrivateAsync import WsPrivateAsync
    from okx.websocket.WsPublicAsync import WsPublicAsync
    url = f"wss://localhost:{tls_port}/ws/v5/{name}"
    keys = ("test-key-okx", "test-passphrase", "test-secret-okx")
    x = WsPrivateAsync(*keys, url=url) if private else WsPublicAsync(url=url)
    for _ in range(50):
        await x.connect()
        if x.websocket:
            break
        await asyncio.sleep(0.2)
    assert x.websocket, "no connection through nginx"
    x.keep = lambda text: messages.append(json.loads(text)) if text != "pong" else None
    x.reading = asyncio.create_task(x.consume())
    return x


async def until(messages, wanted, seconds=10):
    for _ in range(seconds * 20):
        for message in messages:
            if wanted(message):
                return message
        await asyncio.sleep(0.05)
    raise AssertionError(f"not seen; last of {len(messages)}: {messages[-3:]}")


def of(channel, check=lambda row: True):
    return lambda m: m.get("arg", {}).get("channel") == channel and "data" in m and any(
        check(row) for row in m["data"])


async def main():
    public, private = [], []
    p = await client("public", public, False)
    await p.subscribe([{"channel": c, "instId": "BTC-USDT-SWAP"} for c in (
        "tickers", "trades", "books", "mark-price", "funding-rate")], p.keep)
    for channel in ("tickers", "trades", "books", "mark-price", "funding-rate"):
        await until(public, of(channel))
        print("ok", channel)
    last = float(next(m for m in public if of("tickers")(m))["data"][0]["last"])
    x = await client("private", private, True)
    await x.subscribe([{"channel": "orders", "instType": "ANY"}, {"channel": "account"},
                       {"channel": "positions", "instType": "ANY"}], x.keep)
    await until(private, lambda m: m.get("event") == "login" and m["code"] == "0")
    await until(private, of("account"))
    order = {"instId": "BTC-USDT-SWAP", "tdMode": "cross", "side": "buy", "ordType": "limit",
             "sz": "1", "px": f"{last * 0.8:.1f}"}
    await x.place_order([order], id="1")
    answer = await until(private, lambda m: m.get("id") == "1")
    number = answer["data"][0]["ordId"]
    assert answer["code"] == "0", answer
    print("ok place over the stream")
    at = lambda state: lambda r: r["ordId"] == number and r["state"] == state
    await until(private, of("orders", at("live")))
    await x.amend_order([{"instId": "BTC-USDT-SWAP", "ordId": number, "newSz": "2"}], id="2")
    assert (await until(private, lambda m: m.get("id") == "2"))["code"] == "0"
    await until(private, of("orders", lambda r: r["ordId"] == number and r["sz"] == "2"))
    print("ok amend over the stream")
    await x.cancel_order([{"instId": "BTC-USDT-SWAP", "ordId": number}], id="3")
    assert (await until(private, lambda m: m.get("id") == "3"))["code"] == "0"
    await until(private, of("orders", at("canceled")))
    print("ok cancel over the stream")
    await x.batch_orders([{**order, "ordType": "market", "px": ""}], id="4")
    assert (await until(private, lambda m: m.get("id") == "4"))["code"] == "0"
    await until(private, of("orders", lambda r: r["state"] == "filled"))
    await until(private, of("positions", lambda r: float(r["pos"] or 0) > 0))
    await x.place_order([{**order, "side": "sell", "ordType": "market", "px": "",
                          "reduceOnly": True}], id="5")
    assert (await until(private, lambda m: m.get("id") == "5"))["code"] == "0"
    print("ok fills and positions over the stream")
    for one in (p, x):
        one.reading.cancel()
        await one.stop()


process = None
try:
    certificates()
    # The client takes its authorities from certifi; ours is put there, the client is as published.
    import certifi
    certifi.where = lambda: authority
    process = front()
    asyncio.run(main())
    print("passed")
finally:
    if process:
        process.send_signal(signal.SIGTERM)
        process.wait(10)
    shutil.rmtree(folder, ignore_errors=True)
