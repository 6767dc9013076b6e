/// libFuzzer's entry: one target, chosen by the first argument of `scripts/fuzz` when it is built.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  #if FUZZ_RLP
    let name = "rlp"
  #elseif FUZZ_ABI
    let name = "abi"
  #elseif FUZZ_TRANSACTION
    let name = "transaction"
  #else
    let name = "keystore"
  #endif
  precondition(FuzzTargets.run(name, bytes), "accepted what is not canonical")
  return 0
}
