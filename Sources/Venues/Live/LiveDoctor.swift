import ChainTransactions
import Ethereum
import EthereumKeys
import FixedPoint
import OnChain
import TradingModel
import Transport
import VenueDefinitions

/// What is checked before live trading is armed. Each finding is something that does not hold; a
/// check that cannot be made does not hold.
public struct LiveDoctor: Hashable, Sendable {
  /// Endpoints, chain id, contracts and key: what is wrong with them.
  public private(set) var findings: [String] = []
  /// Why the clocks do not agree; nil when they do.
  public private(set) var clockFinding: String?
  /// Why the balances could not be established; nil when two readings agree.
  public private(set) var reconciliationFinding: String?

  /// Everything that does not hold.
  public var all: [String] {
    findings + [clockFinding, reconciliationFinding].compactMap { $0 }
  }

  /// Makes every check of a chain. `now` is our own time.
  static func check(_ chain: LiveChain, now: Timestamp) async -> LiveDoctor {
    var doctor = LiveDoctor()
    await doctor.checkEndpoints(chain)
    guard doctor.findings.isEmpty else {
      doctor.clockFinding = "the chain's clock could not be read"
      doctor.reconciliationFinding = "the balances could not be read"
      return doctor
    }
    await doctor.checkContracts(chain)
    await doctor.checkExecutor(chain)
    doctor.checkKey(chain)
    await doctor.checkClock(chain, now)
    await doctor.checkBalances(chain)
    return doctor
  }

  private mutating func checkEndpoints(_ chain: LiveChain) async {
    let expected = chain.configuration.chainID
    await chain.node.client.survey(chainID: "0x" + String(expected, radix: 16))
    for endpoint in chain.node.client.pool.endpoints {
      switch endpoint.isOnChain {
      case true?: continue
      case false?: findings.append("\(endpoint.name) does not serve chain \(expected)")
      case nil: findings.append("\(endpoint.name) does not answer")
      }
    }
  }

  private mutating func checkContracts(_ chain: LiveChain) async {
    let deployment = chain.place.deployment
    for contract in deployment.contracts + deployment.tokens {
      do {
        guard try await chain.node.code(of: contract.address).isEmpty else { continue }
        findings.append("\(contract.name): there is no code at \(contract.address)")
      } catch {
        findings.append("\(contract.name): its code could not be read: \(error)")
      }
    }
  }

  private mutating func checkExecutor(_ chain: LiveChain) async {
    guard let executor = chain.configuration.executor?.pinned else { return }
    do {
      let code = try await chain.node.code(of: executor.address)
      if Keccak256.hash(code) != executor.codeHash {
        findings.append("the executor's code at \(executor.address) is not the pinned one")
      }
    } catch {
      findings.append("the executor's code could not be read: \(error)")
    }
  }

  private mutating func checkKey(_ chain: LiveChain) {
    do {
      let address = try chain.signer().address
      if address != chain.place.account {
        findings.append("the key is of \(address), not of \(chain.place.account)")
      }
    } catch {
      findings.append("the key: \(error.message)")
    }
  }

  private mutating func checkClock(_ chain: LiveChain, _ now: Timestamp) async {
    guard let bound = chain.configuration.clockSkewSeconds else { return }
    do {
      let ours = now.nanoseconds / 1_000_000_000
      let theirs = Int64(clamping: try await chain.node.timestamp())
      let skew = (ours - theirs).magnitude
      if skew > UInt64(bound) {
        clockFinding = "the newest block's time is \(skew) s from ours; at most \(bound) s"
      }
    } catch {
      clockFinding = "the chain's clock could not be read: \(error)"
    }
  }

  private mutating func checkBalances(_ chain: LiveChain) async {
    do {
      guard let head = try await chain.node.head() else {
        throw NodeError.malformed(method: "head")
      }
      let first = try await ChainBalances.read(chain.place, chain.node, at: head.number)
      let second = try await ChainBalances.read(chain.place, chain.node, at: head.number)
      if first != second {
        reconciliationFinding = "two readings of the balances of block \(head.number) differ"
      }
    } catch {
      reconciliationFinding = "the balances could not be read: \(error)"
    }
  }
}
