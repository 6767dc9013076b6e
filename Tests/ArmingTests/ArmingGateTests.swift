import Testing
import TradingModel

@testable import Arming

@Suite struct ArmingGateTests {
  private func request(_ bits: Int, endpoint: String = "127.0.0.1:8080") -> ArmingRequest {
    func holds(_ bit: Int) -> Bool { bits >> bit & 1 == 1 }
    return ArmingRequest(
      endpoints: [endpoint], mode: holds(0) ? "live" : "paper", isLiveFlagGiven: holds(1),
      environmentValue: holds(2) ? "true" : "1",
      phrase: holds(3) ? "trade live desk 01234567" : "yes", accountLabel: "desk",
      configurationDigest: "0123456789abcdef", isReconciled: holds(4), isDoctorGreen: holds(5),
      isClockSound: holds(6))
  }

  @Test func exactlyOneOfAllCombinationsArms() {
    let armed = (0..<128).filter { (try? ArmingGate.arm(request($0), at: time)) != nil }
    #expect(armed == [127])
    for bits in 0..<128 {
      #expect(ArmingGate.refusals(request(bits)).count == 7 - bits.nonzeroBitCount)
      #expect((try? ArmingGate.arm(request(bits, endpoint: "api.bybit.com"), at: time)) == nil)
    }
  }

  private let time = Timestamp(seconds: 1_000_000)

  @Test func tokenHoldsForItsEndpointsForADay() throws {
    let token = try ArmingGate.arm(request(127), at: time)
    let digest = "0123456789abcdef"
    #expect(token.permits("127.0.0.1:8080", configurationDigest: digest, at: time))
    #expect(!token.permits("127.0.0.1:8081", configurationDigest: digest, at: time))
    #expect(!token.permits("127.0.0.1:8080", configurationDigest: "other", at: time))
    let end = time.advanced(by: .hours(24))
    #expect(!token.permits("127.0.0.1:8080", configurationDigest: digest, at: end))
    #expect(
      !token.permits(
        "127.0.0.1:8080", configurationDigest: digest, at: Timestamp(seconds: 999_999)))
  }

  @Test func nothingToArmIsRefused() {
    var empty = request(127)
    empty.endpoints = []
    #expect(ArmingGate.refusals(empty) == [.noEndpoints])
    empty.endpoints = ["localhost", "example.com"]
    #expect(ArmingGate.refusals(empty) == [.notLoopback("example.com")])
    var unnamed = request(127)
    unnamed.configurationDigest = ""
    unnamed.phrase = unnamed.demandedPhrase
    #expect(ArmingGate.refusals(unnamed) == [.phraseDiffers])
  }

  @Test(arguments: [
    "localhost", "LOCALHOST:80", "127.0.0.1", "127.255.0.9:65535", "::1", "[::1]", "[::1]:443",
    "http://127.0.0.1:9000/v5/order?x=1", "wss://localhost/ws", "https://[::1]:1/",
  ])
  func loopbackIsRecognised(endpoint: String) {
    #expect(LoopbackEndpoint.contains(endpoint))
  }

  @Test(arguments: [
    "", "api.binance.com", "127.0.0.1.evil.com", "http://127.0.0.1@evil.com",
    "http://evil.com/127.0.0.1", "http://evil.com#127.0.0.1", "0x7f.0.0.1", "0177.0.0.1", "127.1",
    "2130706433", "127.0.0.256", "127.0.0.01", "127.0.0.+1", "localhost.", "localhost.evil.com",
    "notlocalhost", "128.0.0.1", "0.0.0.0", "[::2]", "::ffff:127.0.0.1", "[::1", "[::1]x",
    "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:0", "127.0.0.1:80@evil.com", "file://localhost/x",
    "http://127.0.0.1\\@evil.com", "http://%6cocalhost", "127.0.0.1 evil.com", "１27.0.0.1",
  ])
  func everythingElseIsNot(endpoint: String) {
    #expect(!LoopbackEndpoint.contains(endpoint))
  }
}
