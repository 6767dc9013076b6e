import Orders

/// What was used of one limit lately, in slots of the window: any span as long as the window holds
/// no more than the limit, and the last of it is kept for the more urgent lanes. Fixed size, so
/// that processes can share it. Times are nanoseconds since 1970.
struct RateLog: Hashable, Sendable {
  /// The answer to a request for room.
  enum Grant: Hashable, Sendable {
    /// The room is taken; send now.
    case now
    /// Nothing is taken; ask again then.
    case wait(until: Int64)
    /// It never fits.
    case never
  }

  /// Slots a window is divided into.
  static let slotCount = 64
  /// Bytes of ``encoded``.
  static let size = 8 * 3 + 4 * (slotCount + 1)

  let limit: Int
  /// Length of a slot.
  let slot: Int64
  private var weights = [UInt32](repeating: 0, count: slotCount + 1)
  private var newest: Int64 = 0
  private(set) var heldUntil: Int64 = 0

  /// An unused limit of so much in a window. Requests may arrive closer together than they left, so
  /// the window is taken a tenth and 50 ms longer.
  init(limit: Int, window: Int64) {
    self.limit = max(1, limit)
    slot = max(1, (window + window / 10 + 50_000_000) / Int64(Self.slotCount))
  }

  /// Room a lane must leave: nothing for cancels, 5, 10 and 30 in a hundred for the others.
  static func reserve(_ lane: RateLane, of limit: Int) -> Int {
    switch lane {
    case .cancel: 0
    case .reduce: limit / 20
    case .new: limit / 10
    case .query: limit * 3 / 10
    }
  }

  /// Takes room for a request, or says when there will be some.
  mutating func ask(_ lane: RateLane, cost: Int, at now: Int64) -> Grant {
    roll(to: now)
    if now < heldUntil { return .wait(until: heldUntil) }
    let most = limit - Self.reserve(lane, of: limit)
    guard cost <= most else { return .never }
    var used = weights.reduce(0) { $0 + Int($1) }
    guard used + cost > most else {
      weights[place(newest)] += UInt32(clamping: cost)
      return .now
    }
    var number = newest - Int64(Self.slotCount)
    while used + cost > most, number <= newest {
      used -= Int(weights[place(number)])
      number += 1
    }
    return .wait(until: (number + Int64(Self.slotCount)) * slot)
  }

  /// The venue says that so much is used: what others used counts, too.
  mutating func observe(used: Int, at now: Int64) {
    roll(to: now)
    let known = weights.reduce(0) { $0 + Int($1) }
    guard used > known else { return }
    weights[place(newest)] += UInt32(clamping: min(used, 4 * limit) - known)
  }

  /// Stops every lane until then, as a venue's `Retry-After` demands.
  mutating func hold(until time: Int64) { heldUntil = max(heldUntil, time) }

  private func place(_ number: Int64) -> Int { Int(number % Int64(Self.slotCount + 1)) }

  private mutating func roll(to now: Int64) {
    let number = max(0, now) / slot
    // A clock set back by more than two windows begins anew.
    if number < newest - 2 * Int64(Self.slotCount) || number > newest + Int64(Self.slotCount) {
      weights = [UInt32](repeating: 0, count: Self.slotCount + 1)
      newest = number
    }
    while newest < number {
      newest += 1
      weights[place(newest)] = 0
    }
  }

  /// As bytes.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.size)
    for word in [Int64(limit), newest, heldUntil] {
      withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
    }
    for weight in weights { withUnsafeBytes(of: weight.littleEndian) { bytes += $0 } }
    return bytes
  }

  /// Takes what other processes wrote; nothing where it is of another limit or nonsense.
  mutating func take(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count == Self.size else { return }
    let words = Array(bytes)
    func word(_ index: Int) -> Int64 {
      (0..<8).reversed().reduce(0) { $0 << 8 | Int64(words[index * 8 + $1]) }
    }
    let (newest, heldUntil) = (word(1), word(2))
    guard word(0) == Int64(limit), newest >= 0, heldUntil >= 0 else { return }
    self.newest = newest
    self.heldUntil = heldUntil
    for index in weights.indices {
      let start = 24 + index * 4
      weights[index] = (0..<4).reversed().reduce(0) { $0 << 8 | UInt32(words[start + $1]) }
    }
  }
}
