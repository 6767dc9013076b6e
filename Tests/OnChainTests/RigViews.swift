import Ethereum
import EthereumKeys
import FixedPoint
import JSON
import Protocols
import TestSupport
import Testing

/// Typed views of the rig's contracts and transactions of its accounts. Nothing is awaited: Swift
/// 6.3.1 miscompiles large numbers that outlive a suspension.
struct RigViews {
  let chain: ChainRig

  func contract(_ name: String) throws -> Address {
    try #require(chain.contracts[name].flatMap { Address($0) }, "\(name)")
  }

  func account(_ index: Int) throws -> Address {
    try #require(Address(chain.accounts[index].address))
  }

  /// What calldata is answered with; nil where the call reverts.
  func answer(_ target: Address, _ data: [UInt8]) throws -> [UInt8]? {
    let call = #"{"to":"\#(target)","data":"\#(Hex.encode(data))"},"latest""#
    do {
      let text = try chain.ask("eth_call", call).text
      let bytes: [UInt8] = try #require(Hex.decodePrefixed(text ?? ""))
      return bytes
    } catch let failure as ChainRig.Failure {
      guard failure.description.contains("revert") else { throw failure }
      return nil
    }
  }

  /// What a function of a contract answers; nil where it reverts.
  func values(
    _ target: Address, _ interface: ContractInterface, _ name: String, _ values: [ABIValue] = []
  ) throws -> [ABIValue]? {
    let data = try interface.function(name).encodeCall(values)
    return try answer(target, data).map { try interface.results(of: name, $0) }
  }

  /// What a function answers that gives one number.
  func number(
    _ target: Address, _ interface: ContractInterface, _ name: String, _ values: [ABIValue] = []
  ) throws -> UInt256 {
    let answer = try #require(try self.values(target, interface, name, values), "\(name)")
    return try #require(answer.first?.unsigned)
  }

  /// What a function answers that is no part of an interface of ours, its selector and arguments
  /// given.
  func number(_ target: Address, _ signature: String, _ words: [UInt256]) throws -> UInt256 {
    let data =
      Array(Keccak256.hash(utf8: signature).bytes.prefix(4))
      + words.flatMap { $0.bigEndianBytes() }
    let answer = try #require(try answer(target, data), "\(signature)")
    return try #require(UInt256(bigEndian: answer.prefix(32)))
  }

  /// The newest block's time, Unix seconds.
  func time() throws -> UInt64 {
    let block = try chain.ask("eth_getBlockByNumber", #""latest",false"#)
    let text = try #require(block["timestamp"]?.text)
    return try #require(UInt64(text.dropFirst(2), radix: 16))
  }

  /// Sends a transaction of an account, which must succeed, and answers its block's time.
  @discardableResult
  func send(
    from index: Int, to: Address, value: UInt256 = .zero, _ data: [UInt8]
  ) throws -> UInt64 {
    let count = try chain.ask("eth_getTransactionCount", "\"\(account(index))\",\"latest\"")
    let nonce = try #require(count.text.flatMap { UInt64($0.dropFirst(2), radix: 16) })
    let key = try #require(Hex.decodePrefixed(chain.accounts[index].key))
    let transaction = Transaction.feeMarket(
      FeeMarketTransaction(
        chainID: 31_337, nonce: nonce, maxPriorityFeePerGas: 1_000_000_000,
        maxFeePerGas: 100_000_000_000, gasLimit: 2_000_000, to: to, value: value, data: data,
        accessList: []))
    let raw = try LocalSigner(PrivateKey(copying: key)).sign(transaction)
    let hash = try chain.ask("eth_sendRawTransaction", "\"\(Hex.encode(raw))\"")
    let receipt = try chain.ask("eth_getTransactionReceipt", hash.description)
    try #require(receipt["status"]?.text == "0x1", "\(receipt)")
    return try time()
  }
}
