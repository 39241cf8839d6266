package import SLA

/// Which columns a CSV file has, in which order, and what separates them, by its header row.
package struct CSVLayout: Sendable {
    private let kind: FactKind
    private let header: Header

    /// Throws `refused` for a header row that does not fit the kind.
    package init(header: [UInt8], kind: FactKind) throws(FileError) {
        self.kind = kind
        var input = LineReader(Window(try ByteStream(.bytes(header))))
        self.header = try Header(&input, kind: kind)
    }

    /// A comma, a semicolon or a tab.
    package var separator: Character { Character(Unicode.Scalar(header.separator)) }

    /// The cells of a record that is kept as a JSON object, in the order of the file's columns; what it does not state is
    /// empty. nil for what is not such an object.
    package func cells(ofObject object: [UInt8]) -> [String]? {
        var row = Row()
        row.begin(line: 1, lineCount: 1, record: object[...], columnCount: kind.columns.count)
        var reader = JSONObject(names: kind.columns.map(\.name))
        do { try reader.read(object.span, into: &row) } catch { return nil }
        return header.columns.map { String(decoding: row.buffer[row.origins[$0].range], as: UTF8.self) }
    }
}
