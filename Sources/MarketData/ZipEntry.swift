/// One file inside a zip archive, as its central directory describes it.
struct ZipEntry {
  var name: String
  var method: UInt16
  var checksum: UInt32
  var compressedSize: Int
  var size: Int
  var headerOffset: Int
}
