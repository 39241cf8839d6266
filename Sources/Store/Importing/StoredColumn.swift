package import SLA

extension FactColumn.ValueType {
    /// As what a staging table keeps a value.
    package var staged: StagedType {
        switch self {
        case .code, .text, .currency, .country, .siren, .vatNumber, .email, .cause, .builtInCalendar,
            .invoiceLineKind:
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
            self.init(name: name, sql: "coalesce(s.\(column.name), \(absent))", join: nil)
        } else {
            self.init(name: name, sql: "s.\(column.name)", join: nil)
        }
    }

    /// Over the history, or what is to become of it: as text, an instant as its microseconds since 1970.
    func text(_ alias: String, _ type: FactColumn.ValueType) -> String {
        if join != nil {
            let table = name.dropLast("_key".count)
            return "(select k.\(table) from \(table) k where k.\(name) = \(alias).\(name))"
        }
        return switch type {
        case .instant: "(extract(epoch from \(alias).\(name)) * 1000000)::bigint::text"
        case .month: "to_char(\(alias).\(name), 'YYYY-MM')"
        case .timeOfDay: "nullif(\(alias).\(name), -1)::text"
        default: "\(alias).\(name)::text"
        }
    }

    private init(name: String, sql: String, join: String?) {
        self.name = name
        self.sql = sql
        self.join = join
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

    /// What a fact says.
    var content: [StoredColumn] {
        contentColumns.map { StoredColumn($0, of: fact) }
    }

    /// The columns of what a fact says.
    var contentColumns: [FactColumn] { fact.columns.filter { !kind.identity.contains($0.name) } }

    /// Of a staged row's `stated`; 0 where files of the kind do not have the column.
    func bit(of column: FactColumn) -> Int64 { kind.bit(of: column.name) }
}
