import CBenchmarkReference
import COpenSSL
import Secrets
import Transport

/// A request's signature in hexadecimal digits against the bare HMAC of libcrypto with its key set
/// once, over the 167 bytes of a Binance order.
enum RequestSigningBenchmarks {
  static func run() -> [Measurement] {
    let name = "sign a request"
    let query =
      "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.00100000&price=60000.00000000"
      + "&newClientOrderId=x-abcdef0123456789&recvWindow=5000&timestamp=1700000000000"
    let message = Array(query.utf8)
    let key = [UInt8](repeating: 0x73, count: 64)
    guard let signer = try? HMACSigner(key: SecretBytes(copying: key)), let bare = keyedContext(key)
    else {
      return [Measurement(name: name, ours: .init([]), note: "skipped: no libcrypto")]
    }
    defer { EVP_MAC_CTX_free(bare) }
    var text: [UInt8] = []
    text.reserveCapacity(128)
    var code = [UInt8](repeating: 0, count: 64)
    let batch = 2_000
    var result = Harness.pair(
      name, operations: batch, goal: .speed(0.7), reference: "bare EVP_MAC, kept context",
      ours: {
        for _ in 0..<batch {
          text.removeAll(keepingCapacity: true)
          try? signer.appendCode(of: message.span, to: &text)
          reference_consume(UInt64(text.count))
        }
      },
      theirs: {
        for _ in 0..<batch {
          var length = 0
          _ = EVP_MAC_init(bare, nil, 0, nil)
          _ = EVP_MAC_update(bare, message, message.count)
          _ = EVP_MAC_final(bare, &code, &length, code.count)
          reference_consume(UInt64(code[0]))
        }
      })
    text.removeAll()
    SignatureText.hexadecimal.append(Array(code.prefix(32)), to: &text)
    var ours: [UInt8] = []
    try? signer.appendCode(of: message.span, to: &ours)
    result.note = "\(message.count) B, " + (ours == text ? "equal codes" : "CODES DIFFER")
    return [result]
  }

  private static func keyedContext(_ key: [UInt8]) -> OpaquePointer? {
    guard let mac = EVP_MAC_fetch(nil, "HMAC", nil), let context = EVP_MAC_CTX_new(mac) else {
      return nil
    }
    var name = Array("SHA256".utf8CString)
    let isSet = "digest".withCString { digest in
      name.withUnsafeMutableBufferPointer { name in
        var parameters = [
          OSSL_PARAM_construct_utf8_string(digest, name.baseAddress, 0),
          OSSL_PARAM_construct_end(),
        ]
        return EVP_MAC_init(context, key, key.count, &parameters) == 1
      }
    }
    return isSet ? context : nil
  }
}
