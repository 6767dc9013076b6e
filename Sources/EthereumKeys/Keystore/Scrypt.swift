import COpenSSL
import Glibc

/// scrypt by hand (RFC 7914, sections 3 to 6), for the one thing OpenSSL refuses: costs of 2^(16r)
/// and above, which keystores with r 1 have.
struct Scrypt {
  let n: Int
  let r: Int
  let p: Int

  /// Fills `output`; false when memory is short.
  func derive(
    _ password: UnsafeRawBufferPointer, _ salt: [UInt8],
    into output: UnsafeMutableRawBufferPointer
  ) -> Bool {
    let words = 32 * r
    let size = 128 * r
    guard let blocks = calloc(p, size), let table = malloc(n * size), let spare = calloc(2, size)
    else { return false }
    defer {
      for (memory, count) in [(blocks, p * size), (table, n * size), (spare, 2 * size)] {
        explicit_bzero(memory, count)
        free(memory)
      }
    }
    let whole = UnsafeMutableRawBufferPointer(start: blocks, count: p * size)
    guard KeyDerivation.pbkdf2(password, salt, 1, into: whole, EVP_sha256()) else { return false }
    let x = spare.bindMemory(to: UInt32.self, capacity: 2 * words)
    let v = table.bindMemory(to: UInt32.self, capacity: n * words)
    let b = blocks.bindMemory(to: UInt32.self, capacity: p * words)
    for index in 0..<p { mix(b + index * words, v, x, x + words) }
    return KeyDerivation.pbkdf2(password, Array(whole), 1, into: output, EVP_sha256())
  }

  /// scryptROMix of one block, in place. Little-endian words are read as they lie in memory.
  private func mix(
    _ block: UnsafeMutablePointer<UInt32>, _ v: UnsafeMutablePointer<UInt32>,
    _ x: UnsafeMutablePointer<UInt32>, _ y: UnsafeMutablePointer<UInt32>
  ) {
    let words = 32 * r
    memcpy(x, block, words * 4)
    for index in 0..<n {
      memcpy(v + index * words, x, words * 4)
      blockMix(x, y)
    }
    for _ in 0..<n {
      let index = Int(x[words - 16]) & (n - 1)
      let entry = v + index * words
      var word = 0
      while word < words {
        x[word] ^= entry[word]
        word &+= 1
      }
      blockMix(x, y)
    }
    memcpy(block, x, words * 4)
  }

  /// scryptBlockMix: 64-byte chunks through Salsa20/8, the even ones first.
  private func blockMix(_ x: UnsafeMutablePointer<UInt32>, _ y: UnsafeMutablePointer<UInt32>) {
    memcpy(y, x, 128 * r)
    var previous = y + (2 * r - 1) * 16
    for index in 0..<(2 * r) {
      let chunk = y + index * 16
      var word = 0
      while word < 16 {
        chunk[word] ^= previous[word]
        word &+= 1
      }
      Self.salsa(chunk)
      memcpy(x + (index / 2 + (index & 1) * r) * 16, chunk, 64)
      previous = chunk
    }
  }

  @inline(__always)
  private static func quarter(
    _ a: inout UInt32, _ b: inout UInt32, _ c: inout UInt32, _ d: inout UInt32
  ) {
    let first = a &+ d
    b ^= first &<< 7 | first &>> 25
    let second = b &+ a
    c ^= second &<< 9 | second &>> 23
    let third = c &+ b
    d ^= third &<< 13 | third &>> 19
    let fourth = d &+ c
    a ^= fourth &<< 18 | fourth &>> 14
  }

  /// Salsa20/8 core in place (RFC 7914, section 3).
  private static func salsa(_ w: UnsafeMutablePointer<UInt32>) {
    var (a, b, c, d) = (w[0], w[1], w[2], w[3])
    var (e, f, g, h) = (w[4], w[5], w[6], w[7])
    var (i, j, k, l) = (w[8], w[9], w[10], w[11])
    var (m, n, o, p) = (w[12], w[13], w[14], w[15])
    for _ in 0..<4 {
      quarter(&a, &e, &i, &m)
      quarter(&f, &j, &n, &b)
      quarter(&k, &o, &c, &g)
      quarter(&p, &d, &h, &l)
      quarter(&a, &b, &c, &d)
      quarter(&f, &g, &h, &e)
      quarter(&k, &l, &i, &j)
      quarter(&p, &m, &n, &o)
    }
    w[0] &+= a
    w[1] &+= b
    w[2] &+= c
    w[3] &+= d
    w[4] &+= e
    w[5] &+= f
    w[6] &+= g
    w[7] &+= h
    w[8] &+= i
    w[9] &+= j
    w[10] &+= k
    w[11] &+= l
    w[12] &+= m
    w[13] &+= n
    w[14] &+= o
    w[15] &+= p
  }
}
