import ChainTransactions
import Ethereum
import FixedPoint
import Protocols
import TradingModel

/// Carries one step of a chain transaction out as calls, each confirmed before the next is built:
/// what one call gave is what the next one takes.
///
/// Calls of a step are numbered in their order, so that a process that takes the step up after a
/// crash finds each call that was signed before instead of signing it again.
struct StepRunner: Sendable {
  let place: ChainPlace
  let node: EthereumNode
  let account: AccountRunner
  let options: OnChainOptions
  let step: ChainStep
  /// What earlier steps of the transaction received.
  let received: [ChainOutput?]
  let maximumFeePerGas: UInt256?
  var numbers: CallNumbers
  var receipts: [TransactionReceipt] = []

  init(
    place: ChainPlace, node: EthereumNode, account: AccountRunner, options: OnChainOptions,
    step: ChainStep, received: [ChainOutput?], maximumFeePerGas: UInt256?, numbers: CallNumbers
  ) {
    self.place = place
    self.node = node
    self.account = account
    self.options = options
    self.step = step
    self.received = received
    self.maximumFeePerGas = maximumFeePerGas
    self.numbers = numbers
  }

  /// Carries the step out.
  /// - Throws: `CallFailure`; calls before the failing one stand, their receipts are kept.
  mutating func run() async throws {
    if await account.isKnown(numbers.last) {
      // Planned to its end by an earlier process: what it would plan now rests on other balances.
      for number in numbers.all {
        if let receipt = try await account.takeUp(number) { receipts.append(receipt) }
      }
      return
    }
    switch step.operation {
    case .wrap: try await wrap()
    case .unwrap: try await unwrap()
    case .approve: try await approve()
    case .revoke: try await revoke()
    case .transfer: try await transfer()
    case .supply: try await supply()
    case .withdraw: try await withdraw()
    case .borrow: try await borrow()
    case .repay: try await repay()
    case .setEMode: try await setEfficiencyMode()
    case .setCollateral: try await setCollateral()
    case .stake: try await stake()
    case .unstake: try await unstake()
    case .claim: try await claim()
    case .swap: try await swap()
    case .flash:
      throw CallFailure.refused("a flash loan needs an atomic group and an executor contract")
    }
  }

  /// Sends a call and waits until its result may be acted on. A step has one last call.
  mutating func send(
    to: Address, value: UInt256 = .zero, _ data: [UInt8]
  ) async throws {
    let call = PlannedCall(to: to, value: value, data: data)
    let number = numbers.last
    receipts.append(
      try await account.execute(call, as: number, maximumFeePerGas: maximumFeePerGas))
  }

  /// Sends a call that others of the step follow, or takes it up.
  mutating func sendAhead(
    to: Address, _ data: [UInt8], value: () async throws -> UInt256
  ) async throws -> TransactionReceipt {
    let number = numbers.next()
    let receipt: TransactionReceipt
    if let known = try await account.takeUp(number) {
      receipt = known
    } else {
      let call = PlannedCall(to: to, value: try await value(), data: data)
      receipt = try await account.execute(call, as: number, maximumFeePerGas: maximumFeePerGas)
    }
    receipts.append(receipt)
    return receipt
  }

  /// Encodes a call; one that cannot be encoded is refused.
  func encode(_ data: @autoclosure () throws(ABIError) -> [UInt8]) throws(CallFailure) -> [UInt8] {
    do throws(ABIError) {
      return try data()
    } catch {
      throw CallFailure.refused("the call cannot be encoded: \(error)")
    }
  }

  /// Reads from a contract.
  func read(_ contract: Address, _ data: [UInt8]) async throws -> [UInt8] {
    do {
      return try await node.call(CallRequest(from: place.account, to: contract, data: data))
    } catch {
      throw CallFailure.refused("\(contract) could not be read: \(error)")
    }
  }

  /// Reads one number from a contract.
  func number(
    _ contract: Address, _ data: [UInt8]
  ) async throws -> UInt256 {
    let answer = try await read(contract, data)
    guard answer.count == 32, let number = UInt256(bigEndian: answer) else {
      throw CallFailure.refused(
        "\(contract) did not answer with a number: is it the right contract?")
    }
    return number
  }

  /// The account's balance of an asset.
  func balance(_ asset: AssetID) async throws -> UInt256 {
    if asset == place.native {
      do {
        return try await node.balance(of: place.account)
      } catch {
        throw CallFailure.refused("the balance could not be read: \(error)")
      }
    }
    let account = place.account
    return try await number(try place.token(asset), try encode(try ERC20.balance(of: account)))
  }

  /// The step's amount in token units; `max` is the balance, less a reserve for gas of the native
  /// asset.
  func amount() async throws -> UInt256 {
    let units: UInt256
    switch step.amount {
    case .exact(let amount): units = try place.units(amount, of: step.token)
    case .max:
      let balance = try await balance(step.token)
      let reserve = step.token == place.native ? options.nativeReserve : .zero
      units = balance > reserve ? balance - reserve : .zero
    case .outputOfStep(let index):
      guard received.indices.contains(index), let output = received[index],
        output.asset == step.token
      else {
        throw CallFailure.refused("step \(index) received no \(place.catalog[step.token].symbol)")
      }
      units = try place.units(output.amount, of: step.token)
    }
    guard !units.isZero else { throw CallFailure.refused("the amount is zero") }
    return units
  }

  /// Lets a contract take exactly `amount` more of a token, if it may not already. A token that
  /// refuses to change a non-zero allowance is reset first.
  mutating func allow(
    _ spender: Address, _ asset: AssetID, _ amount: UInt256
  ) async throws {
    // The numbers of calls not needed are passed over, so that a restart counts the same.
    let first = numbers.reserve(2)
    if await account.isKnown(first[1]) {
      for number in first {
        if let receipt = try await account.takeUp(number) { receipts.append(receipt) }
      }
      return
    }
    if let receipt = try await account.takeUp(first[0]) { receipts.append(receipt) }
    let token = try place.token(asset)
    let owner = place.account
    let current = try await number(
      token, try encode(try ERC20.allowance(owner: owner, spender: spender)))
    let calls: [[UInt8]]
    do throws(ABIError) {
      calls = try ERC20.approvals(
        spender: spender, amount: amount, current: current,
        resetsFirst: options.resetsAllowance(place.catalog[asset].symbol))
    } catch {
      throw CallFailure.refused("the approval cannot be encoded: \(error)")
    }
    for (index, data) in calls.enumerated() {
      let place = 2 - calls.count + index
      receipts.append(
        try await account.execute(
          PlannedCall(to: token, data: data), as: first[place],
          maximumFeePerGas: maximumFeePerGas))
    }
  }
}
