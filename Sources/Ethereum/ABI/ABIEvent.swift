/// A contract's event.
public struct ABIEvent: Hashable, Sendable {
  /// The name.
  public let name: String
  /// The parameters, some of them indexed.
  public let inputs: [ABIParameter]
  /// Whether the log carries no signature topic.
  public let isAnonymous: Bool
  /// The hash of the signature: the first topic of every log that is not anonymous.
  public let topic: Hash32

  /// An event.
  public init(name: String, inputs: [ABIParameter], isAnonymous: Bool = false) {
    self.name = name
    self.inputs = inputs
    self.isAnonymous = isAnonymous
    topic = Keccak256.hash(utf8: name + inputs.canonicalTypes)
  }

  /// The canonical signature, such as `Transfer(address,address,uint256)`.
  public var signature: String { name + inputs.canonicalTypes }

  /// The number of topics that a log of this event has.
  public var topicCount: Int { inputs.count(where: \.isIndexed) + (isAnonymous ? 0 : 1) }

  /// Whether a log with these topics can be of this event: its first topic and their number fit.
  /// The number tells ERC-20's and ERC-721's `Transfer` apart.
  public func matches(topics: [Hash32]) -> Bool {
    topics.count == topicCount && (isAnonymous || topics.first == topic)
  }

  /// The values of a log in the order of declaration. An indexed parameter of dynamic type or an
  /// indexed array or tuple comes as its 32-byte hash, all that the log has of it.
  /// - Throws: `ABIError`.
  public func decode(topics: [Hash32], data: [UInt8]) throws(ABIError) -> [ABIValue] {
    guard topics.count == topicCount else {
      throw .wrongTopicCount(expected: topicCount, found: topics.count)
    }
    guard matches(topics: topics) else { throw .selectorMismatch }
    let plain = inputs.filter { !$0.isIndexed }.map(\.type)
    var rest = try ABI.decode(plain, data)[...]
    var indexed = topics.dropFirst(isAnonymous ? 0 : 1)
    var values: [ABIValue] = []
    for input in inputs {
      if input.isIndexed {
        guard let topic = indexed.popFirst() else { throw .truncated }
        values.append(try Self.value(of: topic, input.type))
      } else if let value = rest.popFirst() {
        values.append(value)
      }
    }
    return values
  }

  private static func value(of topic: Hash32, _ type: ABIType) throws(ABIError) -> ABIValue {
    switch type {
    case .bytes, .string, .array, .fixedArray, .tuple:
      return .fixedBytes(topic.bytes)
    default:
      guard let value = try ABI.decode([type], topic.bytes).first else { throw .truncated }
      return value
    }
  }
}

extension ABIEvent {
  /// The topics that select logs by `values`, one for each indexed parameter in order, nil for any.
  /// The signature's topic comes first unless the event is anonymous.
  /// - Throws: `ABIError`; `wrongKind` for an indexed array or tuple, which cannot be selected by
  ///   value here.
  public func topics(selecting values: [ABIValue?]) throws(ABIError) -> [Hash32?] {
    let indexed = inputs.filter(\.isIndexed)
    guard values.count == indexed.count else {
      throw .wrongCount(expected: indexed.count, found: values.count)
    }
    var topics: [Hash32?] = isAnonymous ? [] : [topic]
    for (input, value) in zip(indexed, values) {
      guard let value else {
        topics.append(nil)
        continue
      }
      topics.append(try Self.topic(of: value, input.type))
    }
    return topics
  }

  private static func topic(of value: ABIValue, _ type: ABIType) throws(ABIError) -> Hash32 {
    switch (type, value) {
    case (.string, .string(let text)): return Keccak256.hash(utf8: text)
    case (.bytes, .bytes(let content)): return Keccak256.hash(content)
    default:
      var encoder = ABIEncoder()
      try encoder.appendWord(type, value)
      guard let hash = Hash32(encoder.bytes) else { throw .wrongKind(expected: type.canonicalName) }
      return hash
    }
  }
}
