package import SLA

extension FactColumn.ValueType {
    /// As what a staging table keeps a value.
    package var staged: StagedType {
        switch self {
        case .code, .text, .currency, .country, .siren, .vatNumber, .email, .cause: .text
        case .instant: .timestamp
        case .date, .month: .date
        case .money, .share, .vatRate: .integer
        case .boolean: .boolean
        }
    }
}

/// A type of a staging table's column; the raw value is its name in SQL.
package enum StagedType: String, Sendable {
    case text
    case timestamp = "timestamptz"
    case date
    case integer = "bigint"
    case boolean
}

/// What a history table keeps of a file's column.
struct StoredColumn: Sendable {
    /// In the history table.
    let name: String
    /// Over the staged row `s` and the tables that `join` adds.
    let sql: String
    /// The table that has the key of the name that was written; nil where the value itself is kept.
    let join: String?
    /// Part of an identity, which has no absent parts: what is absent is kept as an empty text.
    private let isNeverAbsent: Bool

    init(_ column: FactColumn) {
        switch column.name {
        case "customer": self.init(keyOf: column, "c")
        case "service": self.init(keyOf: column, "v")
        case "subscription": self.init(keyOf: column, "u")
        case "amount_excl_tax": self.init(name: "amount_cents", sql: "s.amount_excl_tax", join: nil)
        case "vat_rate": self.init(name: "vat_micropercent", sql: "s.vat_rate", join: nil)
        case "share": self.init(name: "share_micropercent", sql: "s.share", join: nil)
        case "line", "reference":
            self.init(
                name: column.name, sql: "coalesce(s.\(column.name), '')", join: nil, isNeverAbsent: true)
        case let name: self.init(name: name, sql: "s.\(name)", join: nil)
        }
    }

    /// Names stand in a table of the column's name, with their keys.
    private init(keyOf column: FactColumn, _ alias: String) {
        let name = column.name
        self.init(
            name: "\(name)_key", sql: "\(alias).\(name)_key",
            join: "\(column.isRequired ? "" : "left ")join \(name) \(alias) on \(alias).\(name) = s.\(name)")
    }

    /// Over the history, or what is to become of it: as text, an instant as its microseconds since 1970.
    func text(_ alias: String, _ type: FactColumn.ValueType) -> String {
        if join != nil { return keptName(alias) }
        return switch type {
        case .instant: "(extract(epoch from \(alias).\(name)) * 1000000)::bigint::text"
        case .month: "to_char(\(alias).\(name), 'YYYY-MM')"
        default: "\(alias).\(name)::text"
        }
    }

    /// The stored value as it would be staged: the inverse of `sql`.
    func staged(_ alias: String) -> String {
        if join != nil { return keptName(alias) }
        return isNeverAbsent ? "nullif(\(alias).\(name), '')" : "\(alias).\(name)"
    }

    /// The name that a key stands for.
    private func keptName(_ alias: String) -> String {
        let table = name.dropLast("_key".count)
        return "(select k.\(table) from \(table) k where k.\(name) = \(alias).\(name))"
    }

    private init(name: String, sql: String, join: String?, isNeverAbsent: Bool = false) {
        self.name = name
        self.sql = sql
        self.join = join
        self.isNeverAbsent = isNeverAbsent
    }
}

extension FactTable {
    /// What the history keeps, in the order of the columns of the fact's own files.
    var stored: [StoredColumn] { fact.columns.map(StoredColumn.init) }

    /// What names a fact in the history; keys first, because they sort faster than texts.
    var identity: [StoredColumn] {
        let columns = kind.columns.filter { kind.identity.contains($0.name) }.map(StoredColumn.init)
        return columns.filter { $0.join != nil } + columns.filter { $0.join == nil }
    }

    /// What names a fact, in the order of the kind's identity: as `StoredColumn.text`.
    func identityTexts(_ alias: String) -> [String] {
        zip(identityColumns, identityColumns.map(StoredColumn.init)).map { $1.text(alias, $0.type) }
    }

    var identityColumns: [FactColumn] {
        kind.identity.compactMap { name in fact.columns.first { $0.name == name } }
    }

    /// SQL: two rows of the history's columns name the same fact.
    func matching(_ a: String, _ b: String) -> String {
        identity.map { "\(a).\($0.name) = \(b).\($0.name)" }.joined(separator: " and ")
    }

    /// What a fact says.
    var content: [StoredColumn] {
        contentColumns.map(StoredColumn.init)
    }

    /// The columns of what a fact says.
    var contentColumns: [FactColumn] { fact.columns.filter { !kind.identity.contains($0.name) } }

    /// Of a staged row's `stated`; 0 where files of the kind do not have the column.
    func bit(of column: FactColumn) -> Int64 { kind.bit(of: column.name) }
}
