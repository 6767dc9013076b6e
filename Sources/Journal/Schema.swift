/// The tables. Inputs and effects are append-only and hash-chained; the others are projections.
enum Schema {
  /// Marks the file as a journal: "VNJL".
  static let applicationID: Int64 = 0x564E_4A4C
  /// The version this program writes.
  static let version = 1

  /// Everything a new journal needs, in one transaction.
  static let creation = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE input (
      sequence INTEGER PRIMARY KEY CHECK (sequence > 0), position INTEGER NOT NULL,
      time INTEGER NOT NULL, body TEXT NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT;
    CREATE TABLE effect (
      position INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, kind TEXT NOT NULL,
      order_id INTEGER, action_id INTEGER, client_order_id TEXT, instruction_id TEXT,
      body TEXT NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT;
    CREATE UNIQUE INDEX effect_submit ON effect (order_id) WHERE kind = 'submit';
    CREATE UNIQUE INDEX effect_client ON effect (client_order_id) WHERE kind = 'submit';
    CREATE INDEX effect_sequence ON effect (sequence);
    CREATE INDEX effect_instruction ON effect (instruction_id) WHERE instruction_id IS NOT NULL;
    CREATE TABLE state_hash (sequence INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT;
    CREATE TABLE orders (
      id INTEGER PRIMARY KEY, client_order_id TEXT NOT NULL UNIQUE, venue_order_id TEXT,
      venue TEXT NOT NULL, instrument TEXT NOT NULL,
      side TEXT NOT NULL CHECK (side IN ('buy', 'sell')), state TEXT NOT NULL,
      quantity TEXT NOT NULL, filled TEXT NOT NULL, price TEXT) STRICT;
    CREATE TABLE execution (
      venue TEXT NOT NULL, instrument TEXT NOT NULL, trade_id TEXT NOT NULL,
      sequence INTEGER NOT NULL, time INTEGER NOT NULL, order_id INTEGER,
      side TEXT NOT NULL CHECK (side IN ('buy', 'sell')), quantity TEXT NOT NULL,
      price TEXT NOT NULL, fee TEXT NOT NULL, fee_asset INTEGER NOT NULL,
      liquidity TEXT NOT NULL, liquidation INTEGER NOT NULL,
      UNIQUE (venue, instrument, trade_id)) STRICT;
    CREATE TABLE action (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('chain', 'transfer')),
      state TEXT NOT NULL, reference TEXT NOT NULL) STRICT;
    CREATE TABLE balance (key TEXT PRIMARY KEY, amount TEXT NOT NULL) STRICT;
    CREATE TABLE nonce (
      chain TEXT NOT NULL, address TEXT NOT NULL, nonce INTEGER NOT NULL,
      action_id INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('allocated', 'sent', 'included', 'released')),
      transaction_hash TEXT, PRIMARY KEY (chain, address, nonce)) STRICT;
    CREATE TABLE instruction (
      id TEXT PRIMARY KEY, digest TEXT NOT NULL, report TEXT NOT NULL) STRICT;
    CREATE TRIGGER input_update BEFORE UPDATE ON input
      BEGIN SELECT RAISE(ABORT, 'inputs are append-only'); END;
    CREATE TRIGGER input_delete BEFORE DELETE ON input
      BEGIN SELECT RAISE(ABORT, 'inputs are append-only'); END;
    CREATE TRIGGER effect_update BEFORE UPDATE ON effect
      BEGIN SELECT RAISE(ABORT, 'effects are append-only'); END;
    CREATE TRIGGER effect_delete BEFORE DELETE ON effect
      BEGIN SELECT RAISE(ABORT, 'effects are append-only'); END;
    """

  /// Settings of the one writing connection: full durability, own rules enforced, no memory map
  /// (a mapped file turns a bad page into a signal).
  static let connection = """
    PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;
    PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 1000;
    PRAGMA journal_size_limit = 67108864; PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
    """
}
