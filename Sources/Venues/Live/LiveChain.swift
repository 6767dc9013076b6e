import Arming
import ChainTransactions
import Ethereum
import EthereumKeys
import FixedPoint
import Foundation
import OnChain
import Secrets
import TradingModel
import Transport
import VenueDefinitions

/// One chain of a live run: its nodes, the desk's account on it, and what is checked before
/// anything is signed.
struct LiveChain: Sendable {
  let configuration: ChainConfiguration
  let endpoints: [String]
  /// The WebSocket endpoint that tells news; nil without one.
  let stream: String?
  /// The private relay's address; nil without one.
  let relay: String?
  let place: ChainPlace
  let node: EthereumNode

  /// Reads deployments and endpoints; nothing is asked of any node yet.
  init(_ configuration: ChainConfiguration, catalog: Catalog) throws(VenuesError) {
    self.configuration = configuration
    let path = "chains.\(configuration.name)"
    guard let chain = catalog.venue(named: configuration.name), catalog.chain(chain.id) != nil
    else { throw Self.failure(path, "'\(configuration.name)' is no chain") }
    guard let wallet = catalog.venue(named: configuration.wallet), wallet.kind == .wallet else {
      throw Self.failure("\(path).account.wallet", "'\(configuration.wallet)' is no wallet")
    }
    guard let account = Address(configuration.address) else {
      throw Self.failure("\(path).account.address", "is no address")
    }
    endpoints = try configuration.endpoints.map { text throws(VenuesError) in
      try Self.address(text)
    }
    stream = try configuration.stream.map { text throws(VenuesError) in try Self.address(text) }
    relay = try configuration.relay.map { relay throws(VenuesError) in try Self.address(relay.url) }
    place = ChainPlace(
      catalog: catalog, deployment: try Self.deployment(configuration), chain: chain.id,
      wallet: wallet.id, account: account)
    node = EthereumNode(
      client: try Self.client(endpoints, needsProof: true), quorum: configuration.quorum)
  }

  /// Where requests go, which must all be armed.
  var addresses: [String] { endpoints + [stream, relay].compactMap { $0 } }

  /// An address as it is written, or the one a reference names.
  private static func address(_ text: String) throws(VenuesError) -> String {
    guard let reference = SecretReference(text) else { return text }
    return try reference.resolvedText()
  }

  /// The file the configuration names, or the one inside the binary.
  static func deployment(
    _ configuration: ChainConfiguration
  ) throws(VenuesError) -> Deployment {
    let path = "chains.\(configuration.name).deployments"
    let found: Deployment?
    do {
      if let file = configuration.deployments {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        found = try Deployment(json: text, file: file)
      } else {
        found = try Deployment.embedded(chain: configuration.name)
      }
    } catch {
      throw failure(path, "\(error)")
    }
    guard let found else { throw failure(path, "there is none inside the binary; name a file") }
    guard found.chain == configuration.name, found.chainID == UInt256(configuration.chainID) else {
      throw failure(
        path,
        "is of chain \(found.chain) \(found.chainID), not \(configuration.name) "
          + "\(configuration.chainID)")
    }
    return found
  }

  /// A client of endpoints that are named by their numbers: their addresses may hold keys.
  static func client(
    _ endpoints: [String], needsProof: Bool
  ) throws(VenuesError) -> JSONRPCClient {
    let pool = endpoints.enumerated().map { index, url in
      JSONRPCEndpoint(
        name: "endpoint \(index)", url: url,
        budget: ComputeUnitBudget(perSecond: 100_000, burst: 100_000, at: 0))
    }
    do {
      return JSONRPCClient(
        JSONRPCEndpointPool(pool, needsChainProof: needsProof), sender: try HTTPClient(),
        now: { Int64(clamping: DispatchTime.now().uptimeNanoseconds) })
    } catch {
      throw VenuesError(.internal, code: "transport", message: "\(error)")
    }
  }

  /// The key's signer.
  func signer() throws(VenuesError) -> LocalSigner {
    try configuration.key.signer(password: configuration.password)
  }

  /// What may be signed, with the desk's executor where one is configured.
  func policy(asking node: EthereumNode) async throws -> CallPolicy {
    let policy = try policy()
    guard let executor = configuration.executor?.pinned else { return policy }
    return try await policy.pinning(executor, place, node)
  }

  /// What may be signed without an executor.
  func policy() throws(VenuesError) -> CallPolicy {
    let path = "chains.\(configuration.name)"
    do {
      var policy = try CallPolicy.standard(
        deployment: place.deployment, wallet: place.account, chainID: configuration.chainID,
        maximumFeePerGas: try units(configuration.maximumFeePerGas, 9, "\(path).fees"),
        maximumTotalFee: try units(configuration.maximumTotalFee, 18, "\(path).fees"))
      policy.maximumValue = try configuration.maximumValue.map {
        try units($0.value, 18, "\(path).policy.maximumValue")
      }
      policy.recipients = Set(configuration.recipients.compactMap { Address($0) })
      for cap in configuration.spendCaps {
        guard let token = place.deployment.token(cap.token),
          let asset = place.catalog.asset(named: cap.token)
        else {
          throw Self.failure("\(path).policy.spendCaps", "'\(cap.token)' is no token of the chain")
        }
        policy.spendCaps[token] = try units(
          cap.amount.value, asset.decimals, "\(path).policy.spendCaps.\(cap.token)")
      }
      return policy
    } catch let error as VenuesError {
      throw error
    } catch {
      throw VenuesError(.internal, code: "policy", message: "\(error)")
    }
  }

  func units(
    _ amount: Decimal18, _ decimals: Int, _ path: String
  ) throws(VenuesError) -> UInt256 {
    guard let units = UInt256(exactly: amount, decimals: decimals) else {
      throw Self.failure(path, "\(amount) has more than \(decimals) decimals")
    }
    return units
  }

  static func failure(_ path: String, _ message: String) -> VenuesError {
    VenuesError(
      .configuration, code: "chain", message: message, path: path,
      hint: "docs/configuration.md describes the keys of chains.")
  }
}
