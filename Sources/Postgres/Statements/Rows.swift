internal import CLibPQ

/// The rows that a statement returned.
package final class Rows: RandomAccessCollection {
    struct Column {
        let name: String
        let type: UInt32
    }

    let result: OpaquePointer
    let sql: String
    let columns: [Column]

    /// Name to index, nil for a name that occurs twice; made once, however many rows there are.
    private lazy var indices = Dictionary(
        columns.enumerated().map { ($1.name, Optional($0)) }, uniquingKeysWith: { _, _ in nil })

    /// Owns `result` from here on.
    init(_ result: OpaquePointer, sql: String) {
        self.result = result
        self.sql = sql
        columns = (0..<PQnfields(result)).map {
            Column(name: String(cString: PQfname(result, $0)), type: PQftype(result, $0))
        }
    }

    deinit {
        PQclear(result)
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { Int(PQntuples(result)) }
    package var columnNames: [String] { columns.map(\.name) }

    package subscript(position: Int) -> Row {
        precondition(indices(contains: position), "there is no row \(position)")
        return Row(rows: self, index: position)
    }

    /// The one row of a statement that must return exactly one.
    package func single() throws(PostgresError) -> Row {
        guard count == 1 else {
            throw PostgresError(.decode, "expected one row, found \(count)", sql: sql)
        }
        return self[0]
    }

    private func indices(contains position: Int) -> Bool { position >= 0 && position < endIndex }

    func index(of column: ColumnReference) throws(PostgresError) -> Int {
        switch column {
        case .index(let index):
            precondition(columns.indices.contains(index), "there is no column \(index)")
            return index
        case .name(let name):
            guard let found = indices[name] else {
                throw PostgresError(.decode, "there is no column \"\(name)\"", sql: sql)
            }
            guard let found else {
                throw PostgresError(.decode, "there are several columns \"\(name)\"", sql: sql)
            }
            return found
        }
    }
}

/// A column by its name or by its position from 0; a literal of either kind will do.
package enum ColumnReference: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case name(String)
    case index(Int)

    package init(stringLiteral value: String) { self = .name(value) }
    package init(integerLiteral value: Int) { self = .index(value) }
}
