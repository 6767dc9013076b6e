/// Collects an answer as libcurl delivers it, line by line and piece by piece, within its caps.
struct HTTPAnswerReader {
  let maximumHeaderBytes: Int
  let maximumBodyBytes: Int
  private(set) var status = 0
  private(set) var majorVersion = 1
  private(set) var headers: [HTTPHeader] = []
  /// Why reading was stopped.
  private(set) var failure: TransportError.Cause?
  private var headerBytes = 0
  private var body: [UInt8] = []

  init(maximumHeaderBytes: Int, maximumBodyBytes: Int) {
    self.maximumHeaderBytes = maximumHeaderBytes
    self.maximumBodyBytes = maximumBodyBytes
  }

  /// Takes one line of the head; false where the answer must not go on.
  mutating func receiveHeaderLine(_ line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= maximumHeaderBytes else {
      failure = .headersTooLarge
      return false
    }
    if line.starts(with: "HTTP/".utf8) { return receiveStatusLine(line) }
    guard let colon = line.firstIndex(of: 0x3a), colon > 0 else { return true }
    headers.append(
      HTTPHeader(Self.text(line[..<colon]), Self.text(Self.trimmed(line[(colon + 1)...]))))
    return true
  }

  /// Takes a piece of the body; false where it is over the cap.
  mutating func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count <= maximumBodyBytes - body.count else {
      failure = .bodyTooLarge(limit: maximumBodyBytes)
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  /// The body, which the reader forgets.
  mutating func takeBody() -> [UInt8] {
    defer { body = [] }
    return body
  }

  private mutating func receiveStatusLine(_ line: UnsafeRawBufferPointer) -> Bool {
    headers.removeAll()
    let words = line.split(separator: 0x20, maxSplits: 2)
    guard words.count >= 2, let code = Int(Self.text(Self.trimmed(words[1]))),
      code >= 100, code <= 999
    else {
      failure = .malformedAnswer
      return false
    }
    status = code
    majorVersion = line.count > 5 && line[5] == 0x32 ? 2 : 1
    return true
  }

  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>)
    -> Slice<UnsafeRawBufferPointer>
  {
    var bytes = bytes
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return bytes
  }

  private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
