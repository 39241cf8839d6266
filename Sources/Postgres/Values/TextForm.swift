extension FieldForm where Value == String {
    /// The character types, `json`, `jsonb`, `uuid`, and the labels of enums.
    static var text: Self {
        Self(name: "text", accepts: isTextual) { (type, bytes) throws(FieldMismatch) in
            switch type {
            case TypeOID.jsonb:
                // One byte of version before the text.
                guard bytes.first == 1 else { throw FieldMismatch(found: "an unknown version of jsonb") }
                return try text(UnsafeRawBufferPointer(rebasing: bytes.dropFirst()))
            case TypeOID.uuid:
                guard bytes.count == 16 else { throw .length }
                return uuid(bytes)
            case TypeOID.firstUserDefined...:
                // An enum's label. The binary form of other user-defined types has control bytes in it.
                guard bytes.allSatisfy({ $0 >= 0x20 }) else {
                    throw FieldMismatch(found: TypeOID.name(of: type))
                }
                return try text(bytes)
            default:
                return try text(bytes)
            }
        }
    }

    private static func isTextual(_ type: UInt32) -> Bool {
        switch type {
        case TypeOID.text, TypeOID.varchar, TypeOID.bpchar, TypeOID.name, TypeOID.unknown, TypeOID.json,
            TypeOID.jsonb, TypeOID.uuid, TypeOID.firstUserDefined...:
            true
        default: false
        }
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) throws(FieldMismatch) -> String {
        // A server whose database is SQL_ASCII does not check its text.
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FieldMismatch(found: "text that is not UTF-8")
        }
        return text
    }

    private static func uuid(_ bytes: UnsafeRawBufferPointer) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
