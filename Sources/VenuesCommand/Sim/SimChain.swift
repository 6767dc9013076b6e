import Ethereum
import EthereumKeys
import Foundation
import Secrets
import VenueChain
import VenueServer
import Venues

/// The chain behind the simulated venues, as the command line names it.
enum SimChain {
  static func bridge(
    _ rpc: String, key reference: String?, tokens: [String], server: SimulatorServer
  ) throws -> ChainBridge {
    guard let url = URL(string: rpc), url.scheme == "http" || url.scheme == "https" else {
      throw usage(
        "malformedURL", "'\(rpc)' is no address", "--chain", "Such as http://127.0.0.1:8545.")
    }
    guard let place = reference.flatMap({ SecretReference($0) }) else {
      throw usage(
        "missingKey", "the paying account's key is missing", "--chain-key",
        "A reference, such as env:SIM_CHAIN_KEY; only for test networks.")
    }
    let text = try place.read().withBytes { String(decoding: $0, as: UTF8.self) }
    guard let bytes = Hex.decodePrefixed(text), let key = try? PrivateKey(copying: bytes) else {
      throw usage(
        "malformedKey", "'\(reference ?? "")' holds no key", "--chain-key",
        "0x and 64 hexadecimal digits.")
    }
    return try ChainBridge(
      server: server, node: rpc, signer: try LocalSigner(key), tokens: try tokens.map(token))
  }

  /// Reads `USDT=0x…:6`.
  private static func token(_ text: String) throws -> ChainToken {
    let sides = text.split(separator: "=", maxSplits: 1)
    let parts = sides.last?.split(separator: ":") ?? []
    guard sides.count == 2, parts.count == 2, let contract = Address(parts[0]),
      let decimals = Int(parts[1]), (0...36).contains(decimals)
    else {
      throw usage(
        "malformedToken", "'\(text)' is no token", "--chain-token", "Such as USDT=0x…:6.")
    }
    return ChainToken(symbol: String(sides[0]), contract: contract, decimals: decimals)
  }

  private static func usage(
    _ code: String, _ message: String, _ path: String, _ hint: String
  ) -> VenuesError {
    VenuesError(.usage, code: code, message: message, path: path, hint: hint)
  }
}
