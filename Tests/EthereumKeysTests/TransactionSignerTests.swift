import Ethereum
import EthereumKeys
import FixedPoint
import JSON
import Testing

/// A remote signer that answers by script.
private struct ScriptedCaller: JSONRPCCaller {
  let answer: @Sendable (String, [JSONNode]) throws(JSONRPCCallError) -> JSONNode

  func call(
    _ method: String, _ parameters: [JSONNode]
  ) async throws(JSONRPCCallError) -> JSONNode {
    try answer(method, parameters)
  }
}

/// A signer that signs something else than it was asked.
private struct LyingSigner: Signer {
  let honest: LocalSigner
  let change: @Sendable (Transaction) -> Transaction
  var claimed: Address?

  var address: Address { claimed ?? honest.address }
  func sign(_ transaction: Transaction) async throws(SigningError) -> [UInt8] {
    try honest.sign(change(transaction))
  }
  func sign(message: [UInt8]) async throws(SigningError) -> Signature {
    try honest.sign(message: message)
  }
  func sign(typedData: JSONNode) async throws(SigningError) -> Signature {
    try honest.sign(typedData: typedData)
  }
}

@Suite("Signers and what may leave them")
struct TransactionSignerTests {
  static let asked = FeeMarketTransaction(
    chainID: 1, nonce: 3, maxPriorityFeePerGas: 1, maxFeePerGas: 2, gasLimit: 21_000, to: .zero,
    value: 1, data: [1, 2], accessList: [])

  static func signer() throws -> LocalSigner {
    try LocalSigner(PrivateKey(copying: UInt256(9).bigEndianBytes()))
  }

  @Test func whatIsAskedIsSigned() async throws {
    let signer = try Self.signer()
    let signed = try await TransactionSigner(signer, chainID: 1).sign(.feeMarket(Self.asked))
    #expect(signed.transaction == .feeMarket(Self.asked))
    #expect(try signed.sender() == signer.address)
    await #expect(throws: SigningError.wrongChain) {
      try await TransactionSigner(signer, chainID: 10).sign(.feeMarket(Self.asked))
    }
    let bare = Transaction.legacy(
      LegacyTransaction(
        chainID: nil, nonce: 0, gasPrice: 1, gasLimit: 21_000, to: .zero, value: 0, data: []))
    await #expect(throws: SigningError.wrongChain) {
      try await TransactionSigner(signer, chainID: 1).sign(bare)
    }
  }

  @Test(arguments: [
    "nonce", "to", "value", "data", "gasLimit", "maxFeePerGas", "maxPriorityFeePerGas",
    "accessList", "chainId",
  ])
  func changedFieldsNeverLeave(field: String) async throws {
    let lying = LyingSigner(honest: try Self.signer()) { transaction in
      guard case .feeMarket(var changed) = transaction else { return transaction }
      switch field {
      case "nonce": changed.nonce += 1
      case "to": changed.to = nil
      case "value": changed.value = .max
      case "data": changed.data = []
      case "gasLimit": changed.gasLimit = 0
      case "maxFeePerGas": changed.maxFeePerGas = 3
      case "maxPriorityFeePerGas": changed.maxPriorityFeePerGas = 2
      case "chainId": changed.chainID = 2
      default: changed.accessList = [AccessListEntry(address: .zero, storageKeys: [])]
      }
      return .feeMarket(changed)
    }
    await #expect(throws: SigningError.differs(field: field)) {
      try await TransactionSigner(lying, chainID: 1).sign(.feeMarket(Self.asked))
    }
  }

  @Test func anotherAccountsSignatureNeverLeaves() async throws {
    let lying = LyingSigner(honest: try Self.signer(), change: { $0 }, claimed: .zero)
    await #expect(throws: SigningError.wrongSigner) {
      try await TransactionSigner(lying, chainID: 1).sign(.feeMarket(Self.asked))
    }
    let raw = try Self.signer().sign(.feeMarket(Self.asked))
    #expect(throws: SigningError.malformedAnswer) {
      try TransactionSigner.check(
        Array(raw.dropLast()), asked: .feeMarket(Self.asked), signer: Self.signer().address)
    }
  }

  @Test(arguments: RemoteSigner.Dialect.allCases, [true, false])
  func remoteSigners(dialect: RemoteSigner.Dialect, isBare: Bool) async throws {
    let local = try Self.signer()
    let raw = Hex.encode(try local.sign(.feeMarket(Self.asked)))
    let caller = ScriptedCaller { (method, parameters) throws(JSONRPCCallError) in
      guard method.hasSuffix("_signTransaction"), method.hasPrefix("account") == (dialect == .clef),
        parameters.first?["nonce"]?.text == "0x3", parameters.first?["gasPrice"] == nil,
        parameters.first?["from"]?.text == local.address.checksummed
      else { throw .refused(code: -32_602, message: method) }
      return isBare
        ? .string(raw) : .object([JSONMember(name: "raw", value: .string(raw))])
    }
    let remote = RemoteSigner(address: local.address, dialect: dialect, caller: caller)
    let signed = try await TransactionSigner(remote, chainID: 1).sign(.feeMarket(Self.asked))
    #expect(Hex.encode(signed.rawBytes) == raw)
  }

  @Test func remoteMessagesAreChecked() async throws {
    let local = try Self.signer()
    let signature = try local.sign(message: [1])
    let honest = RemoteSigner(
      address: local.address,
      caller: ScriptedCaller { (_, _) throws(JSONRPCCallError) in
        .string(Hex.encode(signature.bytes))
      })
    #expect(try await honest.sign(message: [1]) == signature)
    await #expect(throws: SigningError.wrongSigner) { try await honest.sign(message: [2]) }
    let silent = RemoteSigner(
      address: local.address,
      caller: ScriptedCaller { (_, _) throws(JSONRPCCallError) in throw .unavailable("timeout") })
    await #expect(throws: SigningError.unavailable("timeout")) {
      try await silent.sign(.feeMarket(Self.asked))
    }
    let odd = RemoteSigner(
      address: local.address,
      caller: ScriptedCaller { (_, _) throws(JSONRPCCallError) in .null })
    await #expect(throws: SigningError.malformedAnswer) {
      try await odd.sign(.feeMarket(Self.asked))
    }
  }

  @Test func authorizations() throws {
    let signer = try Self.signer()
    let signed = try signer.sign(Authorization(chainID: 1, address: .zero, nonce: 4))
    #expect(signed.authority == signer.address)
    #expect(throws: SigningError.unacceptable("authorization chainId")) {
      try signer.sign(Authorization(chainID: 0, address: .zero, nonce: 4))
    }
  }
}
