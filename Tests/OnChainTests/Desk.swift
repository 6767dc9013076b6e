import ChainTransactions
import Ethereum
import EthereumKeys
import FixedPoint
import Foundation
import OnChain
import Testing
import TradingModel
import Transport
import VenueDefinitions

/// An account of the rig with everything around it.
struct ChainDesk {
  let place: ChainPlace
  let node: EthereumNode
  let account: AccountRunner
  let executor: OnChainExecutor
  let store: MemoryStore

  init(
    _ rig: EVMRig, account index: Int, store: MemoryStore = MemoryStore(),
    endpoints: [String]? = nil, quorum: Int = 1, mortal: Mortal = Mortal(nil),
    told: ChainBalances? = nil,
    change: (inout OnChainOptions, inout AccountOptions) -> Void = { _, _ in },
    pinned: PinnedExecutor? = nil,
    policy adjust: (inout CallPolicy) throws -> Void = { _ in }
  ) async throws {
    let catalog = try VenueRegistry.embedded().catalog()
    let chain = try #require(catalog.venue(named: "ethereum")).id
    let wallet = try #require(catalog.venue(named: "wallet")).id
    place = ChainPlace(
      catalog: catalog, deployment: rig.deployment, chain: chain, wallet: wallet,
      account: rig.accounts[index])
    node = EthereumNode(
      client: try Self.client(endpoints ?? ["\(rig.url)/a"], mortal: mortal), quorum: quorum)
    let signer = try LocalSigner(PrivateKey(copying: #require(Hex.decodePrefixed(rig.keys[index]))))
    var policy = try CallPolicy.standard(
      deployment: rig.deployment, wallet: rig.accounts[index], chainID: 31_337,
      maximumFeePerGas: 300_000_000_000, maximumTotalFee: 1_000_000_000_000_000_000)
    try adjust(&policy)
    if let pinned {
      let reader = EthereumNode(client: try Self.client([rig.url], needsProof: false))
      policy = try await policy.pinning(pinned, place, reader)
    }
    var options = OnChainOptions { Self.now() }
    var accountOptions = AccountOptions()
    accountOptions.tracking.confirmations = 1
    accountOptions.pollInterval = .milliseconds(50)
    change(&options, &accountOptions)
    account = AccountRunner(
      node: node, signer: TransactionSigner(signer, chainID: 31_337), policy: policy,
      store: MortalStore(inner: store, mortal: mortal), options: accountOptions,
      clock: { Self.now() })
    self.store = store
    try await account.start()
    executor = try await OnChainExecutor(
      place: place, node: node, account: account, options: options, told: told)
  }

  static func now() -> Timestamp {
    Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1_000_000_000))
  }

  static func client(
    _ urls: [String], needsProof: Bool = true, mortal: Mortal = Mortal(nil)
  ) throws -> JSONRPCClient {
    let endpoints = urls.map { url in
      JSONRPCEndpoint(
        name: url, url: url,
        budget: ComputeUnitBudget(perSecond: 1_000_000, burst: 1_000_000, at: 0))
    }
    let http = try HTTPClient()
    return JSONRPCClient(
      JSONRPCEndpointPool(endpoints, needsChainProof: needsProof),
      sender: MortalSender(inner: http, mortal: mortal),
      now: { Int64(DispatchTime.now().uptimeNanoseconds) })
  }

  func asset(_ symbol: String) throws -> AssetID {
    try #require(place.catalog.asset(named: symbol)).id
  }

  func venue(_ name: String) throws -> VenueID {
    try #require(place.catalog.venue(named: name)).id
  }
}
