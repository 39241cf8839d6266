/// Parameters in the form that PQexecParams takes them.
struct EncodedParameters {
    private(set) var types: [UInt32] = []
    private(set) var lengths: [Int32] = []
    private(set) var formats: [Int32] = []
    private var offsets: [Int?] = []
    private var bytes: [UInt8] = []

    private static let textFormat: Int32 = 0
    private static let binaryFormat: Int32 = 1

    /// - Throws: `misuse` for a value that PostgreSQL cannot represent; the message has its position only.
    init(_ parameters: [Parameter], sql: String) throws(PostgresError) {
        for (index, parameter) in parameters.enumerated() {
            let start = bytes.count
            let form = append(parameter)
            guard let form, let length = Int32(exactly: bytes.count - start) else {
                throw PostgresError(.misuse, "parameter $\(index + 1) is out of PostgreSQL's range", sql: sql)
            }
            types.append(form.type)
            formats.append(form.format)
            lengths.append(length)
            offsets.append(parameter == .null ? nil : start)
            // Ends a value in text format, and gives an empty one an address.
            bytes.append(0)
        }
    }

    /// The pointers are valid during the call only.
    func withValues<Result>(_ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
        bytes.withUnsafeBytes { buffer in
            let base = buffer.baseAddress
            return body(
                offsets.map { $0.flatMap { base?.advanced(by: $0).assumingMemoryBound(to: CChar.self) } })
        }
    }

    /// Nil when the value has no representation.
    private mutating func append(_ parameter: Parameter) -> (type: UInt32, format: Int32)? {
        switch parameter {
        case .null:
            return (0, Self.textFormat)
        case .bool(let value):
            bytes.append(value ? 1 : 0)
            return (TypeOID.bool, Self.binaryFormat)
        case .int32(let value):
            append(value)
            return (TypeOID.int4, Self.binaryFormat)
        case .int64(let value):
            append(value)
            return (TypeOID.int8, Self.binaryFormat)
        case .text(let value):
            bytes.append(contentsOf: value.utf8)
            return (TypeOID.text, Self.binaryFormat)
        case .bytes(let value):
            bytes.append(contentsOf: value)
            return (TypeOID.bytea, Self.binaryFormat)
        case .timestamp(let microseconds):
            guard let value = Epoch.timestamptz(microsecondsSince1970: microseconds) else { return nil }
            append(value)
            return (TypeOID.timestamptz, Self.binaryFormat)
        case .date(let days):
            guard let value = Epoch.date(daysSince1970: days) else { return nil }
            append(value)
            return (TypeOID.date, Self.binaryFormat)
        case .numeric(let value):
            return appendText(value) ? (TypeOID.numeric, Self.textFormat) : nil
        case .untyped(let value):
            return appendText(value) ? (0, Self.textFormat) : nil
        case .textArray(let values):
            return appendArray(values, of: TypeOID.text, as: TypeOID.textArray) { $0.append($1) }
        case .int32Array(let values):
            return appendArray(values, of: TypeOID.int4, as: TypeOID.int4Array) { $0.appendSized($1) }
        case .int64Array(let values):
            return appendArray(values, of: TypeOID.int8, as: TypeOID.int8Array) { $0.appendSized($1) }
        }
    }

    private mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// In text format a NUL would end the value unnoticed.
    private mutating func appendText(_ value: String) -> Bool {
        guard !value.utf8.contains(0) else { return false }
        bytes.append(contentsOf: value.utf8)
        return true
    }

    private mutating func appendSized<Value: FixedWidthInteger>(_ value: Value) -> Bool {
        append(Int32(MemoryLayout<Value>.size))
        append(value)
        return true
    }

    private mutating func append(_ value: String) -> Bool {
        guard let length = Int32(exactly: value.utf8.count) else { return false }
        append(length)
        bytes.append(contentsOf: value.utf8)
        return true
    }

    /// The header of a one-dimensional array without NULLs, then its elements.
    private mutating func appendArray<Value>(
        _ values: [Value], of element: UInt32, as array: UInt32,
        _ appendElement: (inout EncodedParameters, Value) -> Bool
    ) -> (type: UInt32, format: Int32)? {
        guard let count = Int32(exactly: values.count) else { return nil }
        append(Int32(count == 0 ? 0 : 1))
        append(Int32(0))
        append(element)
        if count > 0 {
            append(count)
            append(Int32(1))
        }
        for value in values where !appendElement(&self, value) { return nil }
        return (array, Self.binaryFormat)
    }
}
