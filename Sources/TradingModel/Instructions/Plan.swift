import FixedPoint

/// How the legs of a plan run.
public enum PlanMode: String, Hashable, Codable, Sendable, CaseIterable {
  /// One after the other, in the order of their dependencies.
  case sequence
  /// All at once, except where a leg names what it comes after.
  case parallel
  /// On-chain legs in one transaction: all or nothing.
  case atomic
}

/// What a plan does when a leg's outcome is unknown.
public enum UnknownPolicy: String, Hashable, Codable, Sendable, CaseIterable {
  /// Stops new legs until evidence ends the doubt.
  case haltAndReconcile = "halt-and-reconcile"
  /// Halts and, once the doubt has ended, compensates.
  case compensate
}

/// A leg another one waits for.
public struct LegDependency: Hashable, Codable, Sendable {
  /// The leg's key.
  public let key: String
  /// Whether a partial result is enough (`long:partial`).
  public let partial: Bool

  /// Names a dependency.
  public init(key: String, partial: Bool) {
    self.key = key
    self.partial = partial
  }
}

/// What compensates a leg that is done when a later one fails.
public indirect enum Undo: Hashable, Codable, Sendable {
  /// Nothing is declared: the leg stays and the plan reports exposure open.
  case none
  /// The result is safe to keep.
  case hold
  /// This action, complete: fields the instruction left out are taken from the leg.
  case action(Action)
}

/// One step of a plan.
public struct Leg: Hashable, Codable, Sendable {
  /// Its name, unique in the plan.
  public var key: String
  /// What it waits for.
  public var after: [LegDependency]
  /// What it does.
  public var action: Action
  /// What compensates it.
  public var undo: Undo
  /// How long it may take; nil for the plan's deadline.
  public var deadline: TimeSpan?

  /// Describes a leg.
  public init(
    key: String, after: [LegDependency] = [], action: Action, undo: Undo = .none,
    deadline: TimeSpan? = nil
  ) {
    self.key = key
    self.after = after
    self.action = action
    self.undo = undo
    self.deadline = deadline
  }
}

/// How a plan splits its work so that little is unhedged at a time.
public struct Pacing: Hashable, Codable, Sendable {
  /// Size of one slice.
  public let slice: Requirements.AssetAmount
  /// Most that may be unhedged at any time.
  public let maximumUnhedged: Requirements.AssetAmount?

  /// Describes pacing.
  public init(slice: Requirements.AssetAmount, maximumUnhedged: Requirements.AssetAmount?) {
    self.slice = slice
    self.maximumUnhedged = maximumUnhedged
  }
}

/// Several legs with their order, conditions and compensation.
public struct Plan: Hashable, Codable, Sendable {
  /// A label for people.
  public var name: String
  /// How the legs run.
  public var mode: PlanMode
  /// The legs, in the order written.
  public var legs: [Leg]
  /// How the work is split; nil for all at once.
  public var pacing: Pacing?
  /// Conditions that hold after every leg.
  public var requirements = Requirements()
  /// What happens when an outcome is unknown.
  public var onUnknown: UnknownPolicy = .haltAndReconcile
  /// How long the whole may take; nil for no limit.
  public var deadline: TimeSpan?

  /// Describes a plan.
  public init(name: String, mode: PlanMode, legs: [Leg]) {
    self.name = name
    self.mode = mode
    self.legs = legs
  }
}
