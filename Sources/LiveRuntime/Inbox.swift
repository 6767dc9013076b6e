import ExecutionRuntime
import Glibc
import TradingModel

/// Inputs on their way to a live engine. Bounded: market updates are refused when it is half full,
/// because newer ones follow; anything else beyond the bound is a failure that stops the engine.
public final class Inbox: InputSink, @unchecked Sendable {
  /// What the reader takes at once.
  struct Contents {
    var inputs: [Input] = []
    var work: [LiveRunner.Work] = []
    var isStopped = false
    var isOverflowing = false
  }

  private let capacity: Int
  private var mutex = pthread_mutex_t()
  private var condition = pthread_cond_t()
  private var contents = Contents()
  private var refused: UInt64 = 0

  /// An empty inbox for so many inputs.
  public init(capacity: Int = 65_536) {
    self.capacity = max(2, capacity)
    pthread_mutex_init(&mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(&condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(&condition)
    pthread_mutex_destroy(&mutex)
  }

  @discardableResult
  public func put(_ input: Input) -> Bool {
    locked {
      if contents.isStopped { return false }
      if case .market = input, contents.inputs.count >= capacity / 2 {
        refused += 1
        return false
      }
      if contents.inputs.count >= capacity {
        contents.isOverflowing = true
      } else {
        contents.inputs.append(input)
      }
      pthread_cond_signal(&condition)
      return !contents.isOverflowing
    }
  }

  /// Market updates that were refused so far.
  public var refusedUpdates: UInt64 { locked { refused } }

  /// Hands work to the reader; false once stopped.
  func post(_ work: @escaping LiveRunner.Work) -> Bool {
    locked {
      if contents.isStopped { return false }
      contents.work.append(work)
      pthread_cond_signal(&condition)
      return true
    }
  }

  /// Takes nothing more; the reader gets what is there and then its end.
  func stop() {
    locked {
      contents.isStopped = true
      pthread_cond_signal(&condition)
    }
  }

  /// Waits at most so many nanoseconds until there is anything, and takes at most `limit` inputs
  /// and all work.
  func take(waitingAtMost nanoseconds: Int64, limit: Int) -> Contents {
    locked {
      if contents.inputs.isEmpty, contents.work.isEmpty, !contents.isStopped, nanoseconds > 0 {
        var end = timespec()
        clock_gettime(CLOCK_MONOTONIC, &end)
        let total = Int64(end.tv_nsec) + nanoseconds
        end.tv_sec += Int(total / 1_000_000_000)
        end.tv_nsec = Int(total % 1_000_000_000)
        pthread_cond_timedwait(&condition, &mutex, &end)
      }
      var taken = Contents()
      swap(&taken, &contents)
      contents.isStopped = taken.isStopped
      contents.isOverflowing = taken.isOverflowing
      if taken.inputs.count > limit {
        contents.inputs = Array(taken.inputs[limit...])
        taken.inputs.removeSubrange(limit...)
      }
      return taken
    }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    return body()
  }
}
