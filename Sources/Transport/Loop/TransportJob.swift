import CCurl

/// What a libcurl handle works for; touched by the transport's thread only.
class TransportJob {
  /// libcurl is through with the handle.
  func done(_ code: CURLcode, loop: TransportLoop) {}
}
