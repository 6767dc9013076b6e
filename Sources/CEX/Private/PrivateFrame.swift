/// What one frame of a private stream is.
enum PrivateFrame: Sendable {
  /// The answer to a heartbeat.
  case pong
  /// The login was taken.
  case loggedIn
  /// A subscription was taken.
  case subscribed
  /// Login or subscription was refused, in the venue's words.
  case refused(String)
  /// The venue ends the stream.
  case ended(String)
  /// Orders, fills, balances and the like.
  case data(Decoded)
  /// Something that cannot be read: what it told is not known.
  case unreadable
  /// Anything else.
  case other
}
