import CCurl

extension HTTPTimings {
  /// What libcurl measured on a handle so far.
  init(_ handle: UnsafeMutableRawPointer) {
    nameLookup = ccurl_get_offset(handle, CURLINFO_NAMELOOKUP_TIME_T)
    connect = ccurl_get_offset(handle, CURLINFO_CONNECT_TIME_T)
    secureHandshake = ccurl_get_offset(handle, CURLINFO_APPCONNECT_TIME_T)
    readyToSend = ccurl_get_offset(handle, CURLINFO_PRETRANSFER_TIME_T)
    firstByte = ccurl_get_offset(handle, CURLINFO_STARTTRANSFER_TIME_T)
    total = ccurl_get_offset(handle, CURLINFO_TOTAL_TIME_T)
    requestBytes = Int64(ccurl_get_long(handle, CURLINFO_REQUEST_SIZE))
    bodyBytes = ccurl_get_offset(handle, CURLINFO_SIZE_UPLOAD_T)
  }
}
