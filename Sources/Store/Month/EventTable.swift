internal import Postgres

/// A table of events, and how the server would read a month of it.
struct EventTable {
    typealias Add = (borrowing CopyRow, Int, Int, Int64, inout EventArena) throws -> Void

    let statement: String
    let add: Add
    let pages: Int
    /// The server finds the month's pages by their times. Its estimates decide: where it has none, after a first import, all
    /// is the month's, and all is read.
    let isIndexed: Bool

    /// - Parameter statement: what is read of it.
    init(_ name: String, _ statement: String, _ add: @escaping Add, _ connection: Connection) throws {
        self.statement = statement
        self.add = add
        pages = try Self.pages(of: name, connection)
        isIndexed =
            try pages >= Self.fewPages && Self.isAnalysed(name, connection)
            && connection.query("explain \(statement)").contains { row in
                try row.text(0).contains("Bitmap Heap Scan on \(name)")
            }
    }

    /// Not worth a question.
    private static let fewPages = 256

    static func pages(of table: String, _ connection: Connection) throws -> Int {
        try connection.count(
            "select pg_relation_size('\(table)') / current_setting('block_size')::bigint")
    }

    /// Whether the server knows how the table's times are spread.
    private static func isAnalysed(_ table: String, _ connection: Connection) throws -> Bool {
        try connection.count(
            "select count(*) from pg_stats where schemaname = current_schema and tablename = $1 and attname = 'started_at'",
            [.text(table)]) > 0
    }
}
