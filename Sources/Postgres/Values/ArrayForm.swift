extension FieldForm where Value == [String] {
    static var textArray: Self {
        Self(
            name: "text[]",
            accepts: {
                $0 == TypeOID.textArray || $0 == TypeOID.varcharArray || $0 == TypeOID.nameArray
            }
        ) { (_, bytes) throws(FieldMismatch) in
            try elements(bytes, FieldForm<String>.text)
        }
    }
}

extension FieldForm where Value == [Int64] {
    static var int64Array: Self {
        Self(
            name: "bigint[]",
            accepts: {
                $0 == TypeOID.int8Array || $0 == TypeOID.int4Array || $0 == TypeOID.int2Array
            }
        ) { (_, bytes) throws(FieldMismatch) in
            try elements(bytes, FieldForm<Int64>.int64)
        }
    }
}

/// The elements of an array in binary format: dimensions, a NULL flag, the element type; per dimension its length and
/// lower bound; per element its length and bytes.
private func elements<Element>(
    _ bytes: UnsafeRawBufferPointer, _ form: FieldForm<Element>
) throws(FieldMismatch) -> [Element] {
    guard bytes.count >= 12 else { throw .length }
    let dimensions = bytes.bigEndian(0, as: Int32.self)
    let type = bytes.bigEndian(8, as: UInt32.self)
    if dimensions == 0 { return [] }
    guard dimensions == 1 else { throw .init(found: "an array of \(dimensions) dimensions") }
    guard bytes.count >= 20 else { throw .length }
    let count = Int(bytes.bigEndian(12, as: Int32.self))
    guard count >= 0, bytes.count - 20 >= 4 * count else { throw .length }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    var position = 20
    for _ in 0..<count {
        guard bytes.count - position >= 4 else { throw .length }
        let length = Int(bytes.bigEndian(position, as: Int32.self))
        position += 4
        guard length >= 0 else { throw .init(found: "an array with a NULL in it") }
        guard bytes.count - position >= length else { throw .length }
        elements.append(
            try form.decode(type, UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])))
        position += length
    }
    return elements
}
