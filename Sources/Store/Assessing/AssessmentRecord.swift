internal import SLA

/// In a record.
extension AssessmentValues {
    static let recordLimit = 60 + 11 * columns.count

    func write(to writer: inout RecordWriter) {
        func write(_ value: Int64?) {
            writer.byte(value == nil ? 0 : 1)
            if let value { writer.signed(value) }
        }
        for column in Self.columns {
            switch column {
            case .termsKey: write(termsKey.map(Int64.init))
            case .status: writer.text(status)
            case .isFinal: writer.byte(isFinal ? 1 : 0)
            case .isMet: write(isMet.map { $0 ? 1 : 0 })
            case .currency: writer.text(currency ?? "")
            case .number(let place): write(values[place])
            }
        }
    }

    init(_ reader: inout RecordReader) {
        self.init()
        func value() -> Int64? { reader.byte() == 0 ? nil : reader.signed() }
        for column in Self.columns {
            switch column {
            case .termsKey: termsKey = value().map { Int32($0) }
            case .status: status = reader.text().string
            case .isFinal: isFinal = reader.byte() == 1
            case .isMet: isMet = value().map { $0 == 1 }
            case .currency:
                let text = reader.text().string
                currency = text.isEmpty ? nil : text
            case .number(let place): values[place] = value()
            }
        }
    }
}
