import Ethereum
import EthereumKeys
import FixedPoint
import JSON
import Testing

extension EVMRig {
  /// Sends a transaction of an account that no runner follows, and answers its receipt.
  @discardableResult
  func send(
    from index: Int, to: Address?, value: UInt256 = .zero, _ data: [UInt8]
  ) async throws -> JSONNode {
    let nonce = try await nonces(accounts[index]).latest
    let key = try #require(Hex.decodePrefixed(keys[index]))
    let signer = try LocalSigner(PrivateKey(copying: key))
    let transaction = Transaction.feeMarket(
      FeeMarketTransaction(
        chainID: 31_337, nonce: nonce, maxPriorityFeePerGas: 1_000_000_000,
        maxFeePerGas: 100_000_000_000, gasLimit: 5_000_000, to: to, value: value, data: data,
        accessList: []))
    let signed = try await TransactionSigner(signer, chainID: 31_337).sign(transaction)
    try await control("eth_sendRawTransaction", "\"\(Hex.encode(signed.rawBytes))\"")
    let receipt = try await control("eth_getTransactionReceipt", "\"\(signed.hash)\"")
    #expect(receipt["status"]?.text == "0x1")
    return receipt
  }
}
