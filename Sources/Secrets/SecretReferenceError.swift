/// Why a secret could not be fetched. The secret's content is never told.
public enum SecretReferenceError: String, Error, Hashable, Sendable, CaseIterable {
  /// No such variable, credential or file.
  case notFound
  /// Not a regular file, a symbolic link, or not readable.
  case unreadable
  /// The file belongs to someone else, or others may read or write it.
  case tooOpen
  /// Longer than any secret.
  case tooLong
  /// Nothing is there.
  case empty
  /// A keystore, which holds a signing key and is opened with a password, never read as text.
  case isKeystore
  /// Neither `age` nor `rage` is installed.
  case noAgeTool
  /// `VENUES_AGE_IDENTITY` names no identity.
  case noAgeIdentity
  /// The age tool could not decrypt the file with the identity.
  case notDecrypted
  /// The age tool did not end in time.
  case tooSlow
  /// The system gave no locked memory.
  case noMemory

  /// What is wrong, in a clause.
  public var message: String {
    switch self {
    case .notFound: "there is no such variable, credential or file"
    case .unreadable: "it is no regular file, or cannot be read"
    case .tooOpen: "others than its owner may read it"
    case .tooLong: "it is larger than 64 KiB"
    case .empty: "it is empty"
    case .isKeystore: "a keystore holds a signing key and is not read as text"
    case .noAgeTool: "neither age nor rage is installed"
    case .noAgeIdentity: "VENUES_AGE_IDENTITY does not say where the identity is"
    case .notDecrypted: "age could not decrypt it with this identity"
    case .tooSlow: "age did not end within its time"
    case .noMemory: "the system gave no locked memory"
    }
  }

  /// How to mend it.
  public var hint: String {
    switch self {
    case .notFound: "Put it there, or name another place."
    case .unreadable: "Name a regular file, not a link, that this user may read."
    case .tooOpen: "chmod 600, owned by the user who runs venues."
    case .tooLong: "Name the secret alone."
    case .empty: "Write the secret there."
    case .isKeystore: "Use env:, file:, systemd:, docker: or age: here."
    case .noAgeTool: "Install age, or use file:, systemd: or docker:."
    case .noAgeIdentity: "Set it to a reference, such as file:/path (mode 0600)."
    case .notDecrypted: "Try age --decrypt with it by hand."
    case .tooSlow: "Use an identity that needs no passphrase or touch."
    case .noMemory: "Raise the limit on locked memory (ulimit -l)."
    }
  }
}
