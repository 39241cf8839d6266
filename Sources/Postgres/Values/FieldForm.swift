/// What was found in place of a value, in words.
struct FieldMismatch: Error {
    let found: String
    static var length: FieldMismatch { FieldMismatch(found: "a field of the wrong length") }
}

/// How a field in binary format becomes a Swift value: from which types, and by which reading of its bytes.
struct FieldForm<Value> {
    /// The type that it stands for in messages.
    let name: String
    let accepts: (_ type: UInt32) -> Bool
    let decode: (_ type: UInt32, UnsafeRawBufferPointer) throws(FieldMismatch) -> Value
}

extension UnsafeRawBufferPointer {
    /// The integer in network byte order at `offset`, which the caller has checked.
    func bigEndian<Value: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: Value.Type) -> Value {
        Value(bigEndian: loadUnaligned(fromByteOffset: offset, as: type))
    }
}

extension FieldForm where Value == Bool {
    static var bool: Self {
        Self(name: "boolean", accepts: { $0 == TypeOID.bool }) { (_, bytes) throws(FieldMismatch) in
            guard bytes.count == 1 else { throw .length }
            return bytes[0] != 0
        }
    }
}

extension FieldForm where Value == Int32 {
    static var int32: Self {
        Self(name: "integer", accepts: { $0 == TypeOID.int4 || $0 == TypeOID.int2 || $0 == TypeOID.int8 }) {
            (type, bytes) throws(FieldMismatch) in
            let wide = try FieldForm<Int64>.int64.decode(type, bytes)
            guard let value = Int32(exactly: wide) else {
                throw FieldMismatch(found: "a bigint out of range")
            }
            return value
        }
    }
}

extension FieldForm where Value == Int64 {
    static var int64: Self {
        Self(
            name: "bigint",
            accepts: {
                $0 == TypeOID.int8 || $0 == TypeOID.int4 || $0 == TypeOID.int2 || $0 == TypeOID.oid
            }
        ) { (type, bytes) throws(FieldMismatch) in
            switch (bytes.count, type) {
            case (8, TypeOID.int8): bytes.bigEndian(0, as: Int64.self)
            case (4, TypeOID.int4): Int64(bytes.bigEndian(0, as: Int32.self))
            case (2, TypeOID.int2): Int64(bytes.bigEndian(0, as: Int16.self))
            case (4, TypeOID.oid): Int64(bytes.bigEndian(0, as: UInt32.self))
            default: throw .length
            }
        }
    }

    /// Microseconds since 1970.
    static var timestamp: Self {
        Self(name: "timestamp with time zone", accepts: { $0 == TypeOID.timestamptz }) {
            (_, bytes) throws(FieldMismatch) in
            guard bytes.count == 8 else { throw .length }
            let value = bytes.bigEndian(0, as: Int64.self)
            guard let microseconds = Epoch.microsecondsSince1970(timestamptz: value) else {
                throw FieldMismatch(found: "infinity, or an instant out of range")
            }
            return microseconds
        }
    }
}

extension FieldForm where Value == Int {
    /// Days since 1970.
    static var date: Self {
        Self(name: "date", accepts: { $0 == TypeOID.date }) { (_, bytes) throws(FieldMismatch) in
            guard bytes.count == 4 else { throw .length }
            guard let days = Epoch.daysSince1970(date: bytes.bigEndian(0, as: Int32.self)) else {
                throw FieldMismatch(found: "infinity")
            }
            return days
        }
    }
}

extension FieldForm where Value == [UInt8] {
    static var bytes: Self {
        Self(name: "bytea", accepts: { $0 == TypeOID.bytea }) { (_, bytes) throws(FieldMismatch) in
            Array(bytes)
        }
    }
}
