import TestSupport
import Testing

/// Tests that move a chain's time and reorganise it, one after the other on one that nobody else
/// uses.
@Suite(.serialized, .enabled(if: ChainRig.isPresent), .timeLimit(.minutes(5)))
enum OwnChainTests {
  private static let chain = Result { try ChainRig() }

  static func views() throws -> RigViews { RigViews(chain: try chain.get()) }
}
