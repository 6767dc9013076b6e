import Ethereum
import EthereumKeys
import FixedPoint
import JSON
import Protocols
import Transport

/// The calls, logs and transaction of W7, with a key.
struct ContractSamples: ~Copyable {
  private static let asset = Address([UInt8](repeating: 0xaa, count: 20)) ?? .zero
  private static let other = Address([UInt8](repeating: 0xbb, count: 20)) ?? .zero
  private static let wallet = Address([UInt8](repeating: 0xcc, count: 20)) ?? .zero

  let key: PrivateKey
  private let data: [UInt8]

  /// Nil where there is no libsecp256k1.
  init?() {
    guard let key = try? PrivateKey(copying: [UInt8](repeating: 0x46, count: 32)),
      let data = try? Self.supply(1_000_000)
    else { return nil }
    self.key = key
    self.data = data
  }

  static func supply(_ amount: UInt256) throws(ABIError) -> [UInt8] {
    try AavePool.supply(asset: asset, amount: amount, onBehalfOf: wallet)
  }

  static func swap(_ amount: UInt256) throws(ABIError) -> [UInt8] {
    try UniswapV3Router.swapExactInput(
      tokenIn: asset, tokenOut: other, fee: 3_000, recipient: wallet, amountIn: amount,
      minimumOut: 5)
  }

  /// The supply's transaction, encoded, hashed, signed, encoded and hashed.
  func signed(nonce: UInt64) -> SignedTransaction? {
    let transaction = Transaction.feeMarket(
      FeeMarketTransaction(
        chainID: 1, nonce: nonce, maxPriorityFeePerGas: 1_500_000_000,
        maxFeePerGas: 30_000_000_000, gasLimit: 250_000, to: Self.asset, value: .zero, data: data,
        accessList: []))
    return try? SignedTransaction(signing: transaction) { (digest) throws(KeyError) in
      try key.sign(digest)
    }
  }

  /// Reads an `eth_getLogs` answer; the sum the peers form.
  static func sum(ofLogsIn body: [UInt8], _ transfers: inout [ERC20Transfer]) -> UInt64 {
    transfers.removeAll(keepingCapacity: true)
    let isRead: Bool? = body.withUnsafeBytes { memory in
      JSONRPCCodec.readResult(of: memory, id: 1) { scanner in
        ERC20Transfer.scan(&scanner, into: &transfers)
      }
    }
    guard isRead == true else { return 0 }
    var sum: UInt64 = 0
    var parties: [UInt8] = []
    parties.reserveCapacity(40)
    for transfer in transfers {
      parties.removeAll(keepingCapacity: true)
      transfer.from.append(to: &parties)
      transfer.to.append(to: &parties)
      sum &+= UInt64(truncatingIfNeeded: transfer.value.low) &+ 1
      sum &+= UInt64(parties[19]) &+ UInt64(parties[39])
    }
    return sum
  }
}
