package import SLA

extension FactColumn.ValueType {
    /// As what a staging table keeps a value.
    package var staged: StagedType {
        switch self {
        case .code, .text, .currency, .country, .siren, .siret, .vatNumber, .email, .cause, .builtInCalendar,
            .invoiceLineKind, .buyerKind, .addressScheme, .exemptionCode:
            .text
        case .instant: .timestamp
        case .date, .month: .date
        case .money, .share, .vatRate, .exchangeRate, .timeOfDay: .integer
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
    /// Part of an identity, which has no absent parts: as what an absent one is kept, as SQL.
    private let absent: String?

    /// - Parameter kind: an identity has no absent parts: a text is then empty, a key 0, a number -1.
    init(_ column: FactColumn, of kind: FactKind) {
        let mayBeAbsent = kind.identity.contains(column.name) && !column.isRequired
        let name =
            switch column.name {
            case "amount_excl_tax": "amount_cents"
            case "vat_rate": "vat_micropercent"
            case "share": "share_micropercent"
            case "eur_rate": "eur_rate_millionths"
            case "from" where column.type == .timeOfDay: "opens_us"
            case "to" where column.type == .timeOfDay: "closes_us"
            case let name: name
            }
        if let alias = ["customer": "c", "service": "v", "subscription": "u"][column.name] {
            let key = "\(alias).\(name)_key"
            self.init(
                name: "\(name)_key", sql: mayBeAbsent ? "coalesce(\(key), 0)" : key,
                join:
                    "\(column.isRequired ? "" : "left ")join \(name) \(alias) on \(alias).\(name) = s.\(name)"
            )
        } else if mayBeAbsent {
            let absent = column.type.staged == .text ? "''" : "-1"
            self.init(name: name, sql: "coalesce(s.\(column.name), \(absent))", join: nil, absent: absent)
        } else {
            self.init(name: name, sql: "s.\(column.name)", join: nil)
        }
    }

    /// Over the history, or what is to become of it: as text, an instant as its microseconds since 1970.
    func text(_ alias: String, _ type: FactColumn.ValueType) -> String {
        if join != nil { return keptName(alias) }
        return switch type {
        case .instant: "(extract(epoch from \(alias).\(name)) * 1000000)::bigint::text"
        case .month: "to_char(\(alias).\(name), 'YYYY-MM')"
        case .timeOfDay: "nullif(\(alias).\(name), -1)::text"
        default: "\(alias).\(name)::text"
        }
    }

    /// The stored value as it would be staged: the inverse of `sql`.
    func staged(_ alias: String) -> String {
        if join != nil { return keptName(alias) }
        return absent.map { "nullif(\(alias).\(name), \($0))" } ?? "\(alias).\(name)"
    }

    /// The name that a key stands for.
    private func keptName(_ alias: String) -> String {
        let table = name.dropLast("_key".count)
        return "(select k.\(table) from \(table) k where k.\(name) = \(alias).\(name))"
    }

    private init(name: String, sql: String, join: String?, absent: String? = nil) {
        self.name = name
        self.sql = sql
        self.join = join
        self.absent = absent
    }
}

extension FactTable {
    /// What the history keeps, in the order of the columns of the fact's own files.
    var stored: [StoredColumn] { fact.columns.map { StoredColumn($0, of: fact) } }

    /// What names a fact in the history; keys first, because they sort faster than texts.
    var identity: [StoredColumn] {
        let columns = kind.columns.filter { kind.identity.contains($0.name) }.map {
            StoredColumn($0, of: kind)
        }
        return columns.filter { $0.join != nil } + columns.filter { $0.join == nil }
    }

    /// What names a fact, in the order of the kind's identity: as `StoredColumn.text`.
    func identityTexts(_ alias: String) -> [String] {
        identityColumns.map { StoredColumn($0, of: kind).text(alias, $0.type) }
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
        contentColumns.map { StoredColumn($0, of: fact) }
    }

    /// The columns of what a fact says.
    var contentColumns: [FactColumn] { fact.columns.filter { !kind.identity.contains($0.name) } }

    /// Of a staged row's `stated`; 0 where files of the kind do not have the column.
    func bit(of column: FactColumn) -> Int64 { kind.bit(of: column.name) }
}
