/// A plain dump of pg_dump as text, whose rows can be changed as somebody with the file could.
struct PlainDump {
    private(set) var lines: [Substring]

    init(_ bytes: [UInt8]) {
        lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    var bytes: [UInt8] { Array(lines.joined(separator: "\n").utf8) }

    /// Takes lines out of the statements.
    mutating func remove(where condition: (Substring) -> Bool) { lines.removeAll(where: condition) }

    /// Changes the cells of every row of the table, by column; nil takes the row out. How many it had.
    @discardableResult
    mutating func change(_ table: String, _ row: ([String: String]) -> [String: String]?) -> Int {
        let head = "COPY avoir.\(table) ("
        guard let start = lines.firstIndex(where: { $0.hasPrefix(head) }),
            let end = lines[start...].firstIndex(of: "\\.")
        else { return 0 }
        // A name that is also a word of SQL stands in quotes.
        let names = lines[start].dropFirst(head.count).prefix { $0 != ")" }.filter { $0 != "\"" }
        let columns = names.split(separator: ", ").map(String.init)
        let rows = lines[(start + 1)..<end].compactMap { line -> Substring? in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let changed = row(Dictionary(zip(columns, cells), uniquingKeysWith: { $1 }))
            return changed.map { changed in
                Substring(columns.map { changed[$0] ?? "" }.joined(separator: "\t"))
            }
        }
        lines.replaceSubrange((start + 1)..<end, with: rows)
        return end - start - 1
    }

    /// The rows of the table as psql reads them, these columns only; nothing when none of them is there.
    func copy(of table: String, columns: Set<String>) -> String {
        var kept: [String] = []
        var rows: [String] = []
        var dump = self
        dump.change(table) { row in
            if kept.isEmpty { kept = row.keys.filter(columns.contains).sorted() }
            rows.append(kept.map { row[$0] ?? "" }.joined(separator: "\t"))
            return row
        }
        guard !kept.isEmpty else { return "" }
        let head = "COPY avoir.\(table) (\(kept.joined(separator: ", "))) FROM stdin;"
        return ([head] + rows + ["\\.", ""]).joined(separator: "\n")
    }
}
