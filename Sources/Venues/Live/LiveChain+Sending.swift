import ChainTransactions
import Ethereum
import EthereumKeys
import OnChain
import Transport

/// How the account's transactions leave, and how news of the chain comes.
extension LiveChain {
  /// How the account's transactions are sent.
  func accountOptions() throws(VenuesError) -> AccountOptions {
    let path = "chains.\(configuration.name).fees"
    var options = AccountOptions()
    options.tracking.confirmations = configuration.confirmations
    options.pollInterval = .milliseconds(configuration.pollMilliseconds)
    // Nodes take one transaction at a time of an account with delegated code.
    if configuration.executor?.use == .delegate { options.tracking.maximumInFlight = 1 }
    options.fees.maximumFeePerGas = try units(configuration.maximumFeePerGas, 9, path)
    options.fees.maximumTotalFee = try units(configuration.maximumTotalFee, 18, path)
    options.relay = try privateRelay()
    return options
  }

  /// The feed of new blocks and of every token's payments to the account; nil without an endpoint.
  func feed() throws(VenuesError) -> ChainFeed? {
    guard let stream else { return nil }
    let payment = Keccak256.hash(utf8: "Transfer(address,address,uint256)")
    let account = Hash32([UInt8](repeating: 0, count: 12) + place.account.bytes)
    do {
      return ChainFeed(
        url: stream, node: node, filter: LogFilter(address: nil, topics: [payment, nil, account]),
        client: try WebSocketClient())
    } catch {
      throw VenuesError(.internal, code: "transport", message: "\(error)")
    }
  }

  /// The relay, whose requests carry the signature of a key that is not the account's.
  private func privateRelay() throws(VenuesError) -> PrivateRelay? {
    guard let url = relay, let relay = configuration.relay else { return nil }
    let path = "chains.\(configuration.name).relay"
    let signer = try relay.key.signer(password: relay.password)
    guard signer.address != place.account else {
      throw Self.failure("\(path).key", "is the account's own key; give the relay another")
    }
    do {
      return PrivateRelay(
        url: url, form: relay.form, blocks: relay.blocks, signer: signer, sender: try HTTPClient())
    } catch {
      throw VenuesError(.internal, code: "transport", message: "\(error)")
    }
  }
}
