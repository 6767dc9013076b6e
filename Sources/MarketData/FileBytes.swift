import Glibc

/// A file opened for reading, closed with the object.
final class FileBytes: RandomAccessBytes {
  let path: String
  let size: Int
  private let descriptor: Int32

  init(path: String) throws(ImportError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw .unreadable(path: path, code: code)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .unreadable(path: path, code: EISDIR)
    }
    self.path = path
    self.descriptor = descriptor
    self.size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  func read(at offset: Int, count: Int, into buffer: inout [UInt8]) throws(ImportError) -> Int {
    guard offset >= 0, count > 0 else { return 0 }
    let wanted = min(count, 1 << 16)
    var code: Int32 = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { storage, initialized in
      var received = pread(descriptor, storage.baseAddress, wanted, offset)
      while received < 0, errno == EINTR {
        received = pread(descriptor, storage.baseAddress, wanted, offset)
      }
      if received < 0 { code = errno }
      initialized = max(0, received)
    }
    guard code == 0 else { throw .unreadable(path: path, code: code) }
    buffer.append(contentsOf: chunk)
    return chunk.count
  }
}
