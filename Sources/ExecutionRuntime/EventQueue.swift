import ExecutionCore
import TradingModel

/// Events and timers to come, told in the order of time and, at one instant, in the order they
/// were scheduled. A binary heap.
struct EventQueue: Sendable {
  enum Item: Sendable {
    case venue(ScheduledEvent)
    case timer(TimerID)
    /// A request on its way to its exchange.
    case request(Effect)
  }

  struct Entry: Sendable {
    let time: Timestamp
    let number: UInt64
    let item: Item

    func isBefore(_ other: Entry) -> Bool {
      time != other.time ? time < other.time : number < other.number
    }
  }

  private var heap: [Entry] = []
  private var scheduled: UInt64 = 0

  var nextTime: Timestamp? { heap.first?.time }

  mutating func schedule(_ item: Item, at time: Timestamp) {
    scheduled += 1
    heap.append(Entry(time: time, number: scheduled, item: item))
    var child = heap.count - 1
    while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func next() -> Entry? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].isBefore(heap[least]) {
        least = child
      }
      if least == parent { return first }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
