import COpenSSL
import Foundation

@testable import Transport

/// A certificate for 127.0.0.1 that signed itself, made by the openssl command for one test run.
struct TestCertificate: @unchecked Sendable {
  let certificateFile: String
  let keyFile: String

  static let shared = TestCertificate(name: "IP:127.0.0.1")
  static let wrongName = TestCertificate(name: "DNS:elsewhere.example")

  init?(name: String) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "venues-transport-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    certificateFile = folder.appendingPathComponent("certificate.pem").path
    keyFile = folder.appendingPathComponent("key.pem").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
      "30", "-subj", "/CN=venues test", "-addext", "subjectAltName=\(name)", "-keyout", keyFile,
      "-out", certificateFile,
    ]
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
  }

  /// A server's TLS context, with old versions only if wished.
  func serverContext(onlyVersion11: Bool = false) -> OpaquePointer? {
    guard let context = SSL_CTX_new(TLS_server_method()) else { return nil }
    if onlyVersion11 {
      SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0")
      SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_VERSION), nil)
      SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(TLS1_1_VERSION), nil)
    }
    guard SSL_CTX_use_certificate_file(context, certificateFile, SSL_FILETYPE_PEM) == 1,
      SSL_CTX_use_PrivateKey_file(context, keyFile, SSL_FILETYPE_PEM) == 1
    else { return nil }
    return context
  }

  /// A client's configuration that trusts it.
  var trusting: HTTPClientConfiguration {
    var configuration = HTTPClientConfiguration()
    configuration.certificateAuthorityFile = certificateFile
    return configuration
  }
}
