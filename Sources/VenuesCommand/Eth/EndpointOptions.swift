import ArgumentParser
import Secrets
import Venues

/// Options of the verbs that ask an endpoint.
struct EndpointOptions: ParsableArguments {
  @Option(help: "The endpoint; default is the first of the configuration's only chain.")
  var rpc: String?
  @Option(help: "A configuration file that names the endpoint and the chain.")
  var config: String?
  @Option(name: .customLong("chain-id"), help: "The chain that is meant (EIP-155).")
  var chainID: UInt64?
  @Option(help: "The caller of a call or estimate.") var from: String?
  @Option(help: "Wei sent along.") var value: String?
  @Option(help: "The nonce; default is the account's next.") var nonce: UInt64?
  @Option(
    name: .customLong("gas-limit"), help: "The most gas; default is a fifth above the estimate.")
  var gasLimit: UInt64?
  @Option(
    name: .customLong("max-fee-gwei"), help: "The most a unit of gas may cost, gwei; default 300.")
  var maximumFee: String?
  @Option(help: "Seconds to wait for the receipt.") var wait: Int?

  func request(
    _ verb: EndpointRequest.Verb, _ arguments: [String], key: String?, password: String?
  ) throws(VenuesError) -> EndpointRequest {
    let chains = try config.map { path throws(VenuesError) in
      try Setup.configuration(file: path).chains
    }
    let chain = chains.flatMap { $0.count == 1 ? $0[0] : nil }
    guard let endpoint = rpc ?? chain?.endpoints.first else {
      throw VenuesError(
        .usage, code: "missingField", message: "there is no endpoint to ask", path: "--rpc",
        hint: "Give --rpc http://127.0.0.1:8545, or --config with one chain.")
    }
    var request = EndpointRequest(verb, arguments, endpoint: endpoint)
    request.chainID = chainID ?? chain?.chainID
    request.from = from
    request.value = try number(value, "--value", decimals: 0) ?? .zero
    request.key = try reference(key, "--key")
    request.password = try reference(password, "--password")
    request.nonce = nonce
    request.gasLimit = gasLimit
    request.maximumFeePerGas = try number(maximumFee, "--max-fee-gwei", decimals: 9)
    request.wait = wait
    return request
  }

  private func number(
    _ text: String?, _ path: String, decimals: Int
  ) throws(VenuesError) -> UInt256? {
    guard let text else { return nil }
    let number =
      decimals == 0
      ? UInt256(text)
      : Decimal18(text).flatMap { UInt256(exactly: $0, decimals: decimals) }
    guard let number else {
      throw VenuesError(.usage, code: "invalidField", message: "'\(text)' is no amount", path: path)
    }
    return number
  }

  private func reference(
    _ text: String?, _ path: String
  ) throws(VenuesError) -> SecretReference? {
    guard let text else { return nil }
    guard let reference = SecretReference(text) else {
      throw VenuesError(
        .usage, code: "invalidField", message: "it is not a reference to a secret", path: path,
        hint: "Write env:NAME, file:/path (mode 0600) or keystore:/path, never the secret itself.")
    }
    return reference
  }
}
