package import SLA

/// Facts as a CSV file of their kind, in the very format that imports read: importing it changes nothing.
///
/// Nothing is neutralised for spreadsheets: a text that begins with `=` stays as it is.
package struct FactsCSV {
    private let kind: FactKind
    private let text: FactText
    private var csv: CSVWriter

    package init(_ kind: FactKind, _ text: FactText, to stream: ByteStream) {
        self.kind = kind
        self.text = text
        csv = CSVWriter(dialect: .standard, to: stream)
        for column in kind.columns { csv.plain(column.name) }
        csv.endRow()
    }

    /// A value for each column of the kind, as in the database.
    package mutating func add(_ values: [String?]) throws {
        for (column, value) in zip(kind.columns, values) { csv.plain(value.map { text.written($0, column) }) }
        csv.endRow()
        try csv.stream.drainIfFull()
    }

    package mutating func finish() throws { try csv.stream.drain() }
}
