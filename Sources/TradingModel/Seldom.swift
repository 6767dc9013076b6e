/// A value that is seldom there, kept out of line so that what it belongs to stays small and quick
/// to copy. In Codable forms it is an ordinary optional.
@frozen
@propertyWrapper
public struct Seldom<Value: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
  @frozen
  @usableFromInline
  indirect enum Storage: Hashable, Sendable {
    case absent
    case present(Value)
  }

  @usableFromInline var storage: Storage

  /// The value, or nil.
  @inlinable
  public var wrappedValue: Value? {
    get {
      if case .present(let value) = storage { return value }
      return nil
    }
    set {
      if let newValue { storage = .present(newValue) } else { storage = .absent }
    }
  }

  /// Keeps a value, or nil.
  @inlinable
  public init(wrappedValue: Value?) {
    if let wrappedValue { storage = .present(wrappedValue) } else { storage = .absent }
  }

  public init(from decoder: any Decoder) throws {
    self.init(wrappedValue: try decoder.singleValueContainer().decode(Value?.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}

extension KeyedDecodingContainer {
  /// Reads a field that may be left out.
  public func decode<Value>(
    _ type: Seldom<Value>.Type, forKey key: Key
  ) throws -> Seldom<Value> {
    Seldom(wrappedValue: try decodeIfPresent(Value.self, forKey: key))
  }
}

extension KeyedEncodingContainer {
  /// Writes a field that is left out when it is nil.
  public mutating func encode<Value>(_ value: Seldom<Value>, forKey key: Key) throws {
    try encodeIfPresent(value.wrappedValue, forKey: key)
  }
}
