/// A zip archive (PKWARE APPNOTE 6.3): entries stored or deflated, neither encrypted nor ZIP64.
struct ZipArchive {
  private let bytes: any RandomAccessBytes
  let entries: [ZipEntry]

  init(_ bytes: any RandomAccessBytes) throws(ImportError) {
    self.bytes = bytes
    entries = try Self.directory(of: bytes).sorted { $0.name < $1.name }
    if entries.isEmpty { throw .archive(path: bytes.path, problem: .noEntries) }
  }

  private static func integer(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }

  private static func directory(
    of bytes: any RandomAccessBytes
  ) throws(ImportError) -> [ZipEntry] {
    let path = bytes.path
    let tailLength = min(bytes.size, 22 + 65535)
    guard tailLength >= 22,
      let tail = try bytes.exactly(tailLength, at: bytes.size - tailLength),
      let end = stride(from: tailLength - 22, through: 0, by: -1).first(where: {
        integer(tail, $0, 4) == 0x0605_4b50
          && $0 + 22 + integer(tail, $0 + 20, 2) <= tailLength
      })
    else { throw .archive(path: path, problem: .truncated) }
    let count = integer(tail, end + 10, 2)
    let length = integer(tail, end + 12, 4)
    let offset = integer(tail, end + 16, 4)
    guard count != 0xffff, offset != 0xffff_ffff else {
      throw .archive(path: path, problem: .unsupportedMethod)
    }
    guard let directory = try bytes.exactly(length, at: offset) else {
      throw .archive(path: path, problem: .truncated)
    }
    var entries: [ZipEntry] = []
    var position = 0
    for _ in 0..<count {
      guard position + 46 <= length, integer(directory, position, 4) == 0x0201_4b50 else {
        throw .archive(path: path, problem: .malformedHeader)
      }
      let nameLength = integer(directory, position + 28, 2)
      let after =
        position + 46 + nameLength + integer(directory, position + 30, 2)
        + integer(directory, position + 32, 2)
      guard after <= length else { throw .archive(path: path, problem: .truncated) }
      let name = String(
        decoding: directory[position + 46..<position + 46 + nameLength], as: UTF8.self)
      guard integer(directory, position + 8, 2) & 1 == 0 else {
        throw .archive(path: path, problem: .unsupportedMethod)
      }
      if !name.hasSuffix("/") {
        entries.append(entry(named: name, in: directory, at: position))
      }
      position = after
    }
    return entries
  }

  private static func entry(named name: String, in directory: [UInt8], at position: Int)
    -> ZipEntry
  {
    ZipEntry(
      name: name, method: UInt16(integer(directory, position + 10, 2)),
      checksum: UInt32(integer(directory, position + 16, 4)),
      compressedSize: integer(directory, position + 20, 4),
      size: integer(directory, position + 24, 4),
      headerOffset: integer(directory, position + 42, 4))
  }

  /// The bytes of one entry, bounded by `limit`.
  func source(of entry: ZipEntry, limit: Int) throws(ImportError) -> any ByteSource {
    let path = bytes.path + "!" + entry.name
    guard let header = try bytes.exactly(30, at: entry.headerOffset) else {
      throw .archive(path: path, problem: .truncated)
    }
    guard Self.integer(header, 0, 4) == 0x0403_4b50 else {
      throw .archive(path: path, problem: .malformedHeader)
    }
    guard entry.size != 0xffff_ffff, entry.compressedSize != 0xffff_ffff else {
      throw .archive(path: path, problem: .unsupportedMethod)
    }
    guard entry.size <= limit else { throw .archive(path: path, problem: .outputTooLarge) }
    let start =
      entry.headerOffset + 30 + Self.integer(header, 26, 2) + Self.integer(header, 28, 2)
    guard start + entry.compressedSize <= bytes.size else {
      throw .archive(path: path, problem: .truncated)
    }
    let raw = RangeSource(bytes, range: start..<start + entry.compressedSize)
    switch entry.method {
    case 0: return ZipEntrySource(entry, inner: raw, path: path)
    case 8:
      let inflated = InflateSource(BitInput(raw, path: path), path: path, limit: entry.size)
      return ZipEntrySource(entry, inner: inflated, path: path)
    default: throw .archive(path: path, problem: .unsupportedMethod)
    }
  }
}
