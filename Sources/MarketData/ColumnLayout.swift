/// Which cell of a row is what: the result of recognising a file's columns.
struct ColumnLayout {
  var kind: DataKind
  /// Names as the file has them, or as the format without header defines them.
  var header: [String]
  var time: Int?
  var names: [String] = []
  var indices: [Int] = []
  var side: Int?
  var identifier: Int?

  /// nil when the columns belong to no known kind.
  init?(header: [String], path: String) {
    self.header = header
    let columns = header.map { $0.lowercased().filter { $0 != " " } }
    for signature in KindSignature.all {
      if let layout = Self.match(signature, columns) {
        kind = layout.kind
        time = layout.time
        names = layout.names
        indices = layout.indices
        side = layout.side
        identifier = layout.identifier
        refine(path)
        return
      }
    }
    kind = .table
    let isTransposed = columns.first == "" && columns.count > 1
    let isKnown = KindSignature.tables.contains { $0.allSatisfy(columns.contains) }
    guard isTransposed || isKnown else { return nil }
  }

  private init(kind: DataKind, header: [String]) {
    self.kind = kind
    self.header = header
  }

  private static func index(of aliases: [String], _ columns: [String]) -> Int? {
    for alias in aliases {
      if let index = columns.firstIndex(of: alias) { return index }
    }
    return nil
  }

  private static func match(_ signature: KindSignature, _ columns: [String]) -> ColumnLayout? {
    guard let time = index(of: signature.time, columns),
      !signature.forbidden.contains(where: columns.contains)
    else { return nil }
    var layout = ColumnLayout(kind: signature.kind, header: columns)
    layout.time = time
    for column in signature.required {
      guard let found = index(of: column.aliases, columns) else { return nil }
      layout.names.append(column.name)
      layout.indices.append(found)
    }
    for column in signature.optional {
      guard let found = index(of: column.aliases, columns) else { continue }
      layout.names.append(column.name)
      layout.indices.append(found)
    }
    layout.side = index(of: signature.side, columns)
    layout.identifier = index(of: signature.identifier, columns)
    if !signature.side.isEmpty, layout.side == nil { return nil }
    return layout
  }

  /// Bars of other prices, and freqtrade's funding files, differ only by their names.
  private mutating func refine(_ path: String) {
    guard kind == .bars else { return }
    let name = path.lowercased().filter { $0 != "_" }
    if name.contains("markprice") || name.hasStem("-mark") {
      kind = .markPriceBars
    } else if name.contains("indexprice") || name.hasStem("-index") {
      kind = .indexPriceBars
    } else if name.contains("premiumindex") {
      kind = .premiumIndexBars
    } else if name.contains("fundingrate") {
      kind = .fundingRates
      names = ["rate"]
      indices = [indices[0]]
    }
  }

  /// The layout of a file whose first row is data already.
  static func headerless(_ row: Row, path: String) -> ColumnLayout? {
    for header in KindSignature.headerless where header.count == row.cells.count {
      guard let layout = ColumnLayout(header: header, path: path), let time = layout.time,
        case .success = row.time(time), layout.side.map({ row.side($0) != nil }) ?? true,
        layout.indices.allSatisfy({ if case .success = row.decimal($0) { true } else { false } })
      else { continue }
      return layout
    }
    return nil
  }
}

extension String {
  /// Whether the file name, without its extensions, ends in `suffix`.
  fileprivate func hasStem(_ suffix: String) -> Bool {
    let name = split(separator: "/").last ?? ""
    return (name.split(separator: ".").first ?? "").hasSuffix(suffix)
  }
}
