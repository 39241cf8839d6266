import TestSupport

/// An input file whose rows come in another order, and with rows that others replace.
///
/// Rows of one identity keep their order, as the last of them decides. Cells hold no line breaks.
struct ShuffledFile {
    private let head: [UInt8]
    private let separator: UInt8
    private var rows: [Row]
    /// The places of the columns that name a fact.
    private let identity: [Int]
    /// Those of a spell's first and last day; nil in files without them.
    private let days: (first: Int, last: Int)?

    private struct Row {
        let identity: [String]
        /// As they are written, quotation marks and all; of JSON the line.
        var cells: [[UInt8]]
    }

    struct Unknown: Error {
        let columns: [String]
    }

    /// - Parameter identity: the columns that name a fact; docs/reference/file-formats.md "The kinds".
    init(_ bytes: [UInt8], identity names: [String]) throws {
        let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.map { Array($0) }
        if bytes.first == UInt8(ascii: "{") {
            (head, separator, identity, days) = ([], 0, [], nil)
            rows = try lines.map { line in
                let object = try JSON(line: line[...])
                return Row(identity: names.map { object[$0].text ?? "" }, cells: [line])
            }
            return
        }
        let head = lines.first ?? []
        let separator = UInt8(ascii: head.contains(UInt8(ascii: ";")) ? ";" : ",")
        let columns = Self.cells(head, separator).map { cell in
            String(decoding: cell, as: UTF8.self).replacing("\u{FEFF}", with: "")
        }
        let identity = names.compactMap { columns.firstIndex(of: $0) }
        guard identity.count == names.count else { throw Unknown(columns: columns) }
        rows = lines.dropFirst().map { line in
            let cells = Self.cells(line, separator)
            return Row(identity: identity.map { String(decoding: cells[$0], as: UTF8.self) }, cells: cells)
        }
        (self.head, self.separator, self.identity) = (head, separator, identity)
        days = columns.firstIndex(of: "starts_on").flatMap { first in
            columns.firstIndex(of: "ends_on").map { (first, $0) }
        }
    }

    var count: Int { rows.count }

    /// Puts a row before each that names the same fact, and says of it what some other row says of its own.
    ///
    /// Of a CSV file.
    mutating func addSuperseded(using random: inout SeededGenerator) {
        let wrong = rows.map { row in
            let other = rows[random.pick(0...rows.count - 1)]
            var cells = other.cells
            for place in identity { cells[place] = row.cells[place] }
            // A spell that ends before it starts would be refused.
            if let days, cells[days.last].lexicographicallyPrecedes(cells[days.first]) {
                cells[days.last] = []
            }
            return Row(identity: row.identity, cells: cells)
        }
        rows = wrong + rows
    }

    mutating func shuffle(using random: inout SeededGenerator) {
        var order = Array(rows.indices.shuffled(using: &random))
        // Whichever places the rows of one identity got, the earlier takes the earlier.
        for places in Dictionary(grouping: order.indices, by: { rows[order[$0]].identity }).values {
            let sorted = places.map { order[$0] }.sorted()
            for (place, row) in zip(places.sorted(), sorted) { order[place] = row }
        }
        rows = order.map { rows[$0] }
    }

    var bytes: [UInt8] {
        let lines = rows.map { Array($0.cells.joined(separator: [separator])) }
        return ((head.isEmpty ? [] : [head]) + lines).flatMap { $0 + [UInt8(ascii: "\n")] }
    }

    private static func cells(_ line: [UInt8], _ separator: UInt8) -> [[UInt8]] {
        var cells: [[UInt8]] = [[]]
        var isQuoted = false
        for byte in line {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == separator, !isQuoted {
                cells.append([])
            } else {
                cells[cells.count - 1].append(byte)
            }
        }
        return cells
    }
}
