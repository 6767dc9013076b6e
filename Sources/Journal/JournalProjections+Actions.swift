import TradingModel

extension JournalProjections {
  /// A chain transaction or a transfer as it stands.
  public struct Action: Hashable, Sendable {
    /// Which of the two.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// A chain transaction.
      case chain
      /// A transfer.
      case transfer
    }

    /// The core's number.
    public var id: ActionID
    /// Which of the two.
    public var kind: Kind
    /// The name of its state.
    public var state: String
    /// Transaction hash or the venue's reference; empty while there is none.
    public var reference: String

    /// Describes an action.
    public init(id: ActionID, kind: Kind, state: String, reference: String = "") {
      self.id = id
      self.kind = kind
      self.state = state
      self.reference = reference
    }
  }

  /// A nonce of a chain account. It belongs to one action until it is released.
  public struct Nonce: Hashable, Sendable {
    /// How far it is.
    public enum State: String, Hashable, Sendable, CaseIterable {
      /// Given out; nothing was sent.
      case allocated
      /// Sent or maybe sent.
      case sent
      /// Included in a block.
      case included
      /// Provably never sent: it may be given to another action.
      case released
    }

    /// The chain's name.
    public var chain: String
    /// The account's address.
    public var address: String
    /// The nonce; at most `Int64.max` can be stored.
    public var nonce: UInt64
    /// The chain transaction it was given to.
    public var action: ActionID
    /// How far it is.
    public var state: State
    /// The transaction's hash; nil while none is signed.
    public var transactionHash: String?

    /// Describes a nonce.
    public init(
      chain: String, address: String, nonce: UInt64, action: ActionID, state: State,
      transactionHash: String? = nil
    ) {
      self.chain = chain
      self.address = address
      self.nonce = nonce
      self.action = action
      self.state = state
      self.transactionHash = transactionHash
    }
  }

  /// An instruction that was taken, and its newest report.
  public struct Instruction: Hashable, Sendable {
    /// The caller's id.
    public var id: String
    /// Digest of its canonical body; never changes for an id.
    public var digest: String
    /// The newest report as JSON; empty while there is none.
    public var reportJSON: String

    /// Describes an instruction.
    public init(id: String, digest: String, reportJSON: String = "") {
      self.id = id
      self.digest = digest
      self.reportJSON = reportJSON
    }
  }
}
