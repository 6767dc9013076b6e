import Ethereum
import FixedPoint
import JSON
import TestSupport
import Testing

@Suite("Transactions of every type")
struct TransactionTests {
  func check(_ node: JSONNode, _ kind: String, _ transaction: Transaction) throws {
    let unsigned = try node.hex("unsigned" + kind)
    #expect(transaction.encodedForSigning == unsigned)
    #expect(try Transaction(decodingUnsigned: unsigned) == transaction)
    let fields = TransactionFields(node: try node.member("signature" + kind))
    let v = try fields.word("v")
    let parity = v < 27 ? v == 1 : v.isMultiple(of: 2)
    let signature = Signature(r: try fields.number("r"), s: try fields.number("s"), yParity: parity)
    let signed = SignedTransaction(transaction: transaction, signature: signature)
    let raw = try node.hex("signed" + kind)
    #expect(signed.rawBytes == raw)
    #expect(try SignedTransaction(decoding: raw) == signed)
    #expect(signature.isCanonical)
  }

  @Test(.enabled(if: Vectors.arePresent))
  func signedForms() throws {
    for node in try Vectors.cases("tx-sign") {
      let fields = TransactionFields(node: try node.member("transaction"))
      try check(node, "Legacy", fields.legacy(chainID: nil))
      if node["unsignedEip155"] != nil {
        try check(node, "Eip155", fields.legacy(chainID: fields.word("chainId")))
      }
      try check(node, "Berlin", fields.accessListTransaction())
      try check(node, "London", fields.feeMarketTransaction())
      if node["unsignedCancun"] != nil { try check(node, "Cancun", fields.blobTransaction()) }
    }
  }

  @Test(.enabled(if: Vectors.arePresent))
  func allTypes() throws {
    for node in try Vectors.cases("tx-all-types") {
      let fields = TransactionFields(node: try node.member("tx"))
      let transaction =
        switch try fields.word("type") {
        case 0: try fields.legacy(chainID: fields.word("chainId"))
        case 1: try fields.accessListTransaction()
        case 2: try fields.feeMarketTransaction()
        default: try fields.setCodeTransaction()
        }
      let outer = TransactionFields(node: node)
      let v = try outer.number("v")
      let parity = try v > 1 ? (v - 35) % 2 == 1 : outer.word("v") == 1
      let signed = SignedTransaction(
        transaction: transaction,
        signature: Signature(r: try outer.number("r"), s: try outer.number("s"), yParity: parity))
      let raw = try node.hex("raw")
      #expect(signed.rawBytes == raw)
      #expect(try signed.hash.description == node.string("hash"))
      #expect(try SignedTransaction(decoding: raw) == signed)
    }
  }

  @Test(.enabled(if: Vectors.arePresent))
  func referenceClientVerdicts() throws {
    for node in try Vectors.cases("tx-decode") {
      let raw = try node.hex("raw")
      // Whether a public key can be recovered is the business of EthereumKeys.
      if node["error"]?.text == "TransactionException.EC_RECOVERY_FAIL" { continue }
      if node["error"] != nil {
        #expect(throws: TransactionError.self, "\(node["name"]?.text ?? "")") {
          try SignedTransaction(decoding: raw).validate(chainID: 1, rules: .cancun)
        }
        continue
      }
      let signed = try SignedTransaction(decoding: raw)
      #expect(throws: Never.self) { try signed.validate(chainID: 1, rules: .cancun) }
      #expect(try signed.hash.description == node.string("hash"))
      let gas = GasRules.cancun.intrinsicGas(of: signed.transaction)
      #expect(try UInt256(node.string("intrinsicGas")) == UInt256(gas))
      let again = SignedTransaction(
        transaction: signed.transaction, signature: signed.signature)
      #expect(again.rawBytes == raw)
    }
  }

  static let sample = Transaction.feeMarket(
    FeeMarketTransaction(
      chainID: 1, nonce: 3, maxPriorityFeePerGas: 1, maxFeePerGas: 2, gasLimit: 21_000,
      to: .zero, value: 1, data: [],
      accessList: [AccessListEntry(address: .zero, storageKeys: [.zero])]))

  @Test func damagedBytesNeverCrash() throws {
    let signed = SignedTransaction(
      transaction: Self.sample, signature: Signature(r: 1, s: 1, yParity: true))
    for count in signed.rawBytes.indices {
      #expect(throws: TransactionError.self) {
        try SignedTransaction(decoding: Array(signed.rawBytes[..<count]))
      }
    }
    for index in signed.rawBytes.indices {
      for value in [UInt8(0), 0x7f, 0x80, 0xb8, 0xbf, 0xc0, 0xf8, 0xff] {
        var changed = signed.rawBytes
        changed[index] = value
        if let decoded = try? SignedTransaction(decoding: changed) {
          let again = SignedTransaction(
            transaction: decoded.transaction, signature: decoded.signature)
          #expect(again.rawBytes == changed)
        }
      }
    }
    #expect(throws: TransactionError.empty) { try SignedTransaction(decoding: []) }
    #expect(throws: TransactionError.unsupportedType(5)) {
      try SignedTransaction(decoding: [5, 0xc0])
    }
  }

  @Test func legacyV() throws {
    #expect(LegacyTransaction.v(chainID: nil, yParity: true) == 28)
    #expect(LegacyTransaction.v(chainID: 1, yParity: false) == 37)
    #expect(LegacyTransaction.v(chainID: .max, yParity: true) == 0x2_0000_0000_0000_0022)
    let transaction = Transaction.legacy(
      LegacyTransaction(
        chainID: .max, nonce: 0, gasPrice: 1, gasLimit: 21_000, to: .zero, value: 0, data: []))
    let signed = SignedTransaction(
      transaction: transaction, signature: Signature(r: 5, s: 6, yParity: true))
    #expect(try SignedTransaction(decoding: signed.rawBytes) == signed)
  }

  @Test func validation() throws {
    #expect(throws: TransactionError.intrinsicGasTooLow) {
      try Self.sample.validate(rules: .prague)
    }
    guard case .feeMarket(var transaction) = Self.sample else { return }
    transaction.gasLimit = 30_000
    #expect(throws: Never.self) { try Transaction.feeMarket(transaction).validate(rules: .prague) }
    #expect(throws: TransactionError.wrongChain) {
      try Transaction.feeMarket(transaction).validate(chainID: 10, rules: .prague)
    }
    transaction.maxPriorityFeePerGas = 3
    #expect(throws: TransactionError.tipAboveFeeCap) {
      try Transaction.feeMarket(transaction).validate(rules: .prague)
    }
    transaction.maxFeePerGas = .max
    #expect(throws: TransactionError.costOverflow) {
      try Transaction.feeMarket(transaction).validate(rules: .prague)
    }
    transaction.maxFeePerGas = 5
    transaction.gasLimit = 1 << 24 + 1
    #expect(throws: TransactionError.gasLimitTooHigh) {
      try Transaction.feeMarket(transaction).validate(rules: .osaka)
    }
    transaction.gasLimit = 60_000
    transaction.data = [UInt8](repeating: 1, count: 1_000)
    transaction.accessList = []
    #expect(throws: TransactionError.floorGasTooLow) {
      try Transaction.feeMarket(transaction).validate(rules: .prague)
    }
    #expect(throws: Never.self) { try Transaction.feeMarket(transaction).validate(rules: .cancun) }
  }

  @Test(arguments: [BlobSidecar.Version.blobProofs, .cellProofs])
  func blobNetworkForm(version: BlobSidecar.Version) throws {
    let transaction = Transaction.blob(
      BlobTransaction(
        chainID: 1, nonce: 0, maxPriorityFeePerGas: 1, maxFeePerGas: 2, gasLimit: 21_000,
        to: .zero, value: 0, data: [], accessList: [], maxFeePerBlobGas: 1,
        blobVersionedHashes: [Hash32(UInt256.one << 248)]))
    #expect(throws: Never.self) { try transaction.validate(rules: .osaka) }
    let body = SignedTransaction(
      transaction: transaction, signature: Signature(r: 1, s: 1, yParity: false))
    let point = [UInt8](repeating: 7, count: 48)
    let sidecar = try #require(
      BlobSidecar(
        version: version, blobs: [[UInt8](repeating: 9, count: BlobSidecar.blobSize)],
        commitments: [point], proofs: Array(repeating: point, count: version.proofsPerBlob)))
    let whole = try #require(BlobNetworkTransaction(body: body, sidecar: sidecar))
    #expect(try BlobNetworkTransaction(decoding: whole.rawBytes) == whole)
    #expect(throws: TransactionError.self) {
      try BlobNetworkTransaction(decoding: Array(whole.rawBytes.dropLast()))
    }
    #expect(throws: TransactionError.self) { try SignedTransaction(decoding: whole.rawBytes) }
    let items = try RLP.decode(Array(whole.rawBytes.dropFirst()))
    guard case .list(let members) = items else { return }
    #expect(members.count == (version == .blobProofs ? 4 : 5))
    #expect(
      BlobSidecar(version: version, blobs: [point], commitments: [point], proofs: [point]) == nil)
  }

  @Test func authorizationDigest() throws {
    // keccak256(0x05 || rlp([1, 0x00..00, 0]))
    let authorization = Authorization(chainID: 1, address: .zero, nonce: 0)
    let bytes: [UInt8] = [0x05, 0xd7, 0x01, 0x94] + Address.zero.bytes + [0x80]
    #expect(authorization.signingHash == Keccak256.hash(bytes))
    #expect(authorization.delegationCode.count == 23)
  }
}
