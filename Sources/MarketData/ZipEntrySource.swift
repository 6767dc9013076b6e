/// The bytes of one zip entry; CRC-32 and length are checked when the last byte is read.
final class ZipEntrySource: ByteSource {
  private let path: String
  private let entry: ZipEntry
  private let inner: any ByteSource
  private var checksum = CRC32()
  private var produced = 0

  init(_ entry: ZipEntry, inner: any ByteSource, path: String) {
    self.entry = entry
    self.inner = inner
    self.path = path
  }

  func read(into buffer: inout [UInt8], about count: Int) throws(ImportError) -> Int {
    let before = buffer.count
    let received = try inner.read(into: &buffer, about: count)
    checksum.update(buffer[before...])
    produced += received
    guard received == 0 else { return received }
    guard produced == entry.size else { throw .archive(path: path, problem: .lengthMismatch) }
    guard checksum.value == entry.checksum else {
      throw .archive(path: path, problem: .checksumMismatch)
    }
    return 0
  }
}
