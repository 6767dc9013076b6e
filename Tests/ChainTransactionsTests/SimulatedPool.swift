import ChainTransactions
import Ethereum
import FixedPoint
import TradingModel

/// A chain and its pool for tests: mines what is executable, reorganises, and loses or hides
/// answers as a seed says. It checks what no tracker may do.
struct SimulatedPool {
  struct Mined: Hashable {
    let hash: Hash32
    let transaction: FeeMarketTransaction
  }

  struct Block {
    let head: ChainHead
    let mined: [Mined]
    let accountNonce: UInt64
  }

  private(set) var blocks: [Block]
  private(set) var pool: [UInt64: (hash: Hash32, transaction: FeeMarketTransaction)] = [:]
  private(set) var known: [Hash32: FeeMarketTransaction] = [:]
  private var salt: UInt64 = 0

  init(accountNonce: UInt64 = 0) {
    let genesis = ChainHead(number: 100, hash: Self.hash(0), parent: Self.hash(1 << 40))
    blocks = [Block(head: genesis, mined: [], accountNonce: accountNonce)]
  }

  var accountNonce: UInt64 { blocks[blocks.count - 1].accountNonce }
  var head: ChainHead { blocks[blocks.count - 1].head }

  static func hash(_ value: UInt64) -> Hash32 {
    Keccak256.hash((0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) })
  }

  mutating func register(_ hash: Hash32, _ transaction: FeeMarketTransaction) {
    known[hash] = transaction
  }

  /// Takes bytes as go-ethereum's pool does.
  mutating func send(_ hash: Hash32) -> BroadcastAnswer {
    guard let transaction = known[hash] else { return .refused(.invalid) }
    if transaction.nonce < accountNonce { return .nonceTooLow }
    if let held = pool[transaction.nonce] {
      if held.hash == hash { return .alreadyKnown }
      let enough =
        transaction.maxFeePerGas * 10 >= held.transaction.maxFeePerGas * 11
        && transaction.maxPriorityFeePerGas * 10 >= held.transaction.maxPriorityFeePerGas * 11
      guard enough else { return .underpriced }
    }
    pool[transaction.nonce] = (hash, transaction)
    return .accepted
  }

  mutating func drop() { pool = [:] }

  /// Mines at most `count` executable transactions.
  mutating func mine(_ count: Int) -> ChainHead {
    var nonce = accountNonce
    var mined: [Mined] = []
    while mined.count < count, let held = pool[nonce] {
      mined.append(Mined(hash: held.hash, transaction: held.transaction))
      pool[nonce] = nil
      nonce += 1
    }
    salt += 1
    let parent = head
    let new = ChainHead(
      number: parent.number + 1, hash: Self.hash(parent.number << 20 | salt), parent: parent.hash)
    blocks.append(Block(head: new, mined: mined, accountNonce: nonce))
    return new
  }

  /// Takes blocks off; their transactions are in no pool any more.
  mutating func reorganise(depth: Int) {
    blocks.removeLast(min(depth, blocks.count - 1))
    for nonce in pool.keys.sorted() where nonce < accountNonce { pool[nonce] = nil }
  }

  func receipt(_ hash: Hash32) -> TransactionReceipt? {
    for block in blocks {
      for mined in block.mined where mined.hash == hash {
        return TransactionReceipt(
          hash: hash, blockNumber: block.head.number, blockHash: block.head.hash, succeeded: true,
          gasUsed: 21_000, effectiveGasPrice: 1)
      }
    }
    return nil
  }

  /// Everything mined on the chain as it is now, in order.
  var chain: [Mined] { blocks.flatMap(\.mined) }
}
