import TestSupport
import Testing

@testable import MarketData

/// Inputs made by Python's zlib, gzip and zipfile.
@Suite struct DecompressionTests {
  static let dynamicText =
    "32390a0a313431370a37372c360a333137303636390a0a302e37342e0a333931353030302c3830362c33"
    + "362e3038330a3737383335332c330a37343036382c31322c2e34312e352e2e3836382c33343439373836"
    + "393037332e0a36362c3235382e0a2c2e3531372c38310a32383635372e303730342e393939362c323238"
    + "33300a33383833363835393537342c38392e30360a2e380a32380a383336303735393833383637353635"
    + "303838390a39353739300a332c32383932310a380a34302c31313037300a0a343334310a393235343132"
    + "323438322c342c2e34372e3537373130343635360a333431342e383339363033303632302e32372e382c"
    + "3638332c0a2e383733382c30362c390a352c2c36302e3432333034313134342e32363934323038303933"
    + "3937320a2e39"
  static let dynamicStream =
    "0d8fcb1100400443ef6a3126fed17f63bb37e2118913f1f2955d1d495fcc7c09b66592e70d4089d11c03f363cc4e"
    + "fd4561a81e6ae5d666fc5d56dd720e9b26331a4d13b5f655ba04a7d7b028bbbb3f0d2624c91cf6f596f20c23c68f"
    + "ca57b17d4ccef634c8930fdddfd0e0850ba5a0eeffa04865b95c74794431b4fe5b6bbdeba8e91facbc8c7983c404"
    + "2cd6a8c3d4efb649fd014f5a7560158972afb298ab0071791b62f700"
  static let gzipFile =
    "1f8b080000000000020335ca510a80201004d07fcfb2c4ae59e6712224054d41abeba7a61f03c3bcc9d6eb94771f"
    + "21447d81b1a701175e385c481a9ee06eaf194914b84a8e08d442a054add302f8abc4ad0b211fafc2d4598836559a"
    + "c7ad30671fb983229d81000000"
  static let zipFile =
    "504b0304140000000800000021581b914d4c370000003d00000005000000612e637376cb2f48cd8b2fc9cc4dd5c9"
    + "07b2743232d3337472f2cb759273f28b5375caf2734a7353b90ccd0d4c0ccccc8d0c4040c750c7088c4db900504b"
    + "030414000000000000002158b3416fd5550000005500000005000000622e6373766f70656e5f74696d652c6f7065"
    + "6e2c686967682c6c6f772c636c6f73652c766f6c756d650a313730343037303830303030302c322c332c322c332c"
    + "360a313730343037343430303030302c332c342c332c342c370a504b01021403140000000800000021581b914d4c"
    + "370000003d000000050000000000000000000000800100000000612e637376504b01021403140000000000000021"
    + "58b3416fd5550000005500000005000000000000000000000080015a000000622e637376504b0506000000000200"
    + "020066000000d20000000000"

  private func bytes(hexadecimal text: String) -> [UInt8] {
    TestSupport.bytes(hexadecimal: text) ?? []
  }

  @Test(arguments: [
    ("010c00f3ff73746f726564206279746573", "stored bytes"),
    ("4bcbac484d5148439000", "fixed fixed fixed"),
    ("4b4c4a4e44450a19a93939f92864797e514e8a42e2402b0500", "repeated"),
  ])
  func inflates(stream: String, text: String) throws {
    let output = try Decompression.inflate(bytes(hexadecimal: stream), limit: 1000)
    let line = "abcabcabcabcabcabc hello hello hello world "
    let expected = text == "repeated" ? line + line + line + line : text
    #expect(String(decoding: output, as: UTF8.self) == expected)
  }

  @Test func inflatesDynamicCodes() throws {
    let output = try Decompression.inflate(bytes(hexadecimal: Self.dynamicStream), limit: 300)
    #expect(output == bytes(hexadecimal: Self.dynamicText))
  }

  @Test func inflatesZlib() throws {
    let stream = bytes(hexadecimal: "78daabcac94c52a842210048110725")
    let output = try Decompression.inflateZlib(stream, limit: 100)
    #expect(String(decoding: output, as: UTF8.self) == "zlib zlib zlib zlib")
    var damaged = stream
    damaged[14] ^= 1
    #expect(throws: ImportError.archive(path: "zlib", problem: .checksumMismatch)) {
      try Decompression.inflateZlib(damaged, limit: 100)
    }
  }

  @Test func refusesMoreOutputThanAllowed() {
    #expect(throws: ImportError.archive(path: "deflate", problem: .outputTooLarge)) {
      try Decompression.inflate(bytes(hexadecimal: Self.dynamicStream), limit: 299)
    }
  }

  @Test(arguments: [
    (dynamicStream, "deflate"), (gzipFile, "gzip"), ("4bcbac484d5148439000", "deflate"),
  ])
  func neverTrapsOnDamage(hexadecimal: String, format: String) {
    let whole = bytes(hexadecimal: hexadecimal)
    for length in whole.indices {
      let cut = Array(whole[..<length])
      #expect(throws: ImportError.self) { try expand(cut, format) }
      for bit in 0..<8 {
        var flipped = whole
        flipped[length] ^= 1 << UInt8(bit)
        _ = try? expand(flipped, format)
      }
    }
  }

  private func expand(_ input: [UInt8], _ format: String) throws -> [UInt8] {
    try format == "gzip"
      ? Decompression.gunzip(input, limit: 4096) : Decompression.inflate(input, limit: 4096)
  }

  @Test func readsGzip() throws {
    let file = bytes(hexadecimal: Self.gzipFile)
    let report = try MarketDataImporter().check(file, name: "x.csv.gz")
    #expect(report.encoding == .gzip)
    #expect(report.rows == 3)
    #expect(report.interval == TimeText.hour)
    let twice = try Decompression.gunzip(file + file + [0, 0], limit: 4096)
    #expect(twice.count == 2 * (try Decompression.gunzip(file, limit: 4096)).count)
  }

  @Test func readsZipOfSeveralEntries() throws {
    let file = bytes(hexadecimal: Self.zipFile)
    let report = try MarketDataImporter().check(file, name: "BTCUSDT-1h-2024-01.zip")
    #expect(report.encoding == .zip)
    #expect(report.entries == 2)
    #expect(report.rows == 3)
    #expect(report.gaps.isEmpty)
    #expect(report.timeFormats == [.milliseconds])
    #expect(report.key.symbol == "BTCUSDT")
  }

  @Test func refusesDamagedZip() {
    let file = bytes(hexadecimal: Self.zipFile)
    for index in file.indices {
      var damaged = file
      damaged[index] ^= 0x11
      _ = try? MarketDataImporter().check(damaged, name: "x.zip")
      _ = try? MarketDataImporter().check(Array(file[..<index]), name: "x.zip")
    }
    var damaged = file
    damaged[40] ^= 1
    #expect(throws: ImportError.self) { try MarketDataImporter().check(damaged, name: "x.zip") }
  }

  @Test func checksums() {
    var cyclic = CRC32()
    cyclic.update(Array("123456789".utf8)[...])
    #expect(cyclic.value == 3_421_780_262)
    var adler = Adler32()
    adler.update(Array("Wikipedia".utf8)[...])
    #expect(adler.value == 300_286_872)
  }
}
