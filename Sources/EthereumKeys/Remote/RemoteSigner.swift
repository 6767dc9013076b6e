import Ethereum
import FixedPoint
import JSON

/// A signer behind JSON-RPC: web3signer, a node that holds keys, or clef.
public struct RemoteSigner: Signer {
  /// Whose methods are spoken.
  public enum Dialect: String, Hashable, Sendable, CaseIterable {
    /// web3signer and nodes: `eth_signTransaction`, `eth_sign`, `eth_signTypedData`.
    case web3signer
    /// clef: `account_signTransaction`, `account_signData`, `account_signTypedData`.
    case clef
  }

  /// The account that signs.
  public let address: Address
  /// Whose methods are spoken.
  public let dialect: Dialect
  private let caller: any JSONRPCCaller

  /// A signer for one account.
  public init(address: Address, dialect: Dialect = .web3signer, caller: any JSONRPCCaller) {
    self.address = address
    self.dialect = dialect
    self.caller = caller
  }

  public func sign(_ transaction: Transaction) async throws(SigningError) -> [UInt8] {
    if case .blob = transaction { throw .unsupported("blob transactions by a remote signer") }
    if case .setCode = transaction {
      throw .unsupported("set-code transactions by a remote signer")
    }
    guard transaction.chainID != nil else { throw .unacceptable("no chain id") }
    let method = dialect == .clef ? "account_signTransaction" : "eth_signTransaction"
    let answer = try await call(method, [request(transaction)])
    // A bare string (web3signer) or an object with the raw bytes beside the fields (geth, clef).
    guard let text = answer.text ?? answer["raw"]?.text, let raw = Hex.decodePrefixed(text) else {
      throw .malformedAnswer
    }
    return raw
  }

  public func sign(message: [UInt8]) async throws(SigningError) -> Signature {
    let account = JSONNode.string(address.checksummed)
    let data = JSONNode.string(Hex.encode(message))
    let answer =
      switch dialect {
      case .web3signer: try await call("eth_sign", [account, data])
      case .clef: try await call("account_signData", [.string("text/plain"), account, data])
      }
    return try check(answer, digest: PersonalMessage.digest(message))
  }

  public func sign(typedData: JSONNode) async throws(SigningError) -> Signature {
    let digest: Hash32
    do throws(TypedDataError) {
      digest = try TypedData(typedData).digest()
    } catch {
      throw .unacceptable("typedData: \(error)")
    }
    let method = dialect == .clef ? "account_signTypedData" : "eth_signTypedData"
    let answer = try await call(method, [.string(address.checksummed), typedData])
    return try check(answer, digest: digest)
  }

  private func check(_ answer: JSONNode, digest: Hash32) throws(SigningError) -> Signature {
    guard let bytes = answer.text.flatMap({ Hex.decodePrefixed($0) }),
      let signature = Signature(bytes)
    else { throw .malformedAnswer }
    guard signature.isCanonical,
      let signer = try? PublicKey(recovering: signature, digest: digest).address,
      signer == address
    else { throw .wrongSigner }
    return signature
  }

  private func call(
    _ method: String, _ parameters: [JSONNode]
  ) async throws(SigningError) -> JSONNode {
    do throws(JSONRPCCallError) {
      return try await caller.call(method, parameters)
    } catch {
      switch error {
      case .refused(let code, let message): throw .refused(code: code, message: message)
      case .unavailable(let reason): throw .unavailable(reason)
      }
    }
  }

  /// The transaction object of the execution APIs.
  private func request(_ transaction: Transaction) -> JSONNode {
    func quantity(_ value: UInt256) -> JSONNode { .string(value.hexDescription) }
    var members: [(String, JSONNode)] = [("from", .string(address.checksummed))]
    if let to = transaction.to { members.append(("to", .string(to.checksummed))) }
    members += [
      ("gas", quantity(UInt256(transaction.gasLimit))), ("value", quantity(transaction.value)),
      ("nonce", quantity(UInt256(transaction.nonce))),
      ("data", .string(Hex.encode(transaction.data))),
    ]
    if let chainID = transaction.chainID { members.append(("chainId", quantity(UInt256(chainID)))) }
    switch transaction {
    case .legacy, .accessList:
      members.append(("gasPrice", quantity(transaction.maxFeePerGas)))
    case .feeMarket, .blob, .setCode:
      members.append(("maxFeePerGas", quantity(transaction.maxFeePerGas)))
      members.append(("maxPriorityFeePerGas", quantity(transaction.maxPriorityFeePerGas)))
    }
    if transaction.type > 0 {
      let entries = transaction.accessList.map { entry in
        JSONNode.object([
          JSONMember(name: "address", value: .string(entry.address.checksummed)),
          JSONMember(
            name: "storageKeys",
            value: .array(entry.storageKeys.map { .string($0.description) })),
        ])
      }
      members.append(("accessList", .array(entries)))
    }
    return .object(members.map { JSONMember(name: $0.0, value: $0.1) })
  }
}
