package import SLA

/// Facts as one JSON document, written as it grows: an object for each, its keys the columns of the kind.
package struct FactsJSON {
    private let kind: FactKind
    private let text: FactText
    private var json: JSONWriter

    /// - Parameter asOf: the batch after which the facts were in force; nil: now.
    package init(_ kind: FactKind, _ text: FactText, asOf: Int?, to stream: ByteStream) {
        self.kind = kind
        self.text = text
        json = JSONWriter(to: stream)
        json.beginObject()
        json.string("kind", kind.rawValue)
        json.integer("as_of", asOf)
        json.beginArray("facts")
    }

    /// A value for each column of the kind, as in the database.
    package mutating func add(_ values: [String?]) throws {
        json.beginObject()
        for (column, value) in zip(kind.columns, values) {
            if column.type == .boolean {
                json.bool(column.name, value.map { $0 == "true" })
            } else {
                json.string(column.name, value.map { text.written($0, column) })
            }
        }
        json.end()
        try json.stream.drainIfFull()
    }

    package mutating func finish() throws {
        json.end()
        json.end()
        try json.stream.drain()
    }
}
