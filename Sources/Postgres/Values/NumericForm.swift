extension FieldForm where Value == String {
    /// PostgreSQL's `numeric`: digits of base 10,000, the first of them worth 10,000^weight, and a count of decimals.
    static var numeric: Self {
        Self(name: "numeric", accepts: { $0 == TypeOID.numeric }) { (_, bytes) throws(FieldMismatch) in
            guard bytes.count >= 8 else { throw .length }
            let digitCount = Int(bytes.bigEndian(0, as: UInt16.self))
            let weight = Int(bytes.bigEndian(2, as: Int16.self))
            let sign = bytes.bigEndian(4, as: UInt16.self)
            let scale = Int(bytes.bigEndian(6, as: UInt16.self))
            guard bytes.count == 8 + 2 * digitCount else { throw .length }
            guard sign == 0 || sign == 0x4000 else { throw FieldMismatch(found: "NaN or infinity") }

            func group(_ index: Int) -> UInt16 {
                (0..<digitCount).contains(index) ? bytes.bigEndian(8 + 2 * index, as: UInt16.self) : 0
            }

            var text: [UInt8] = sign == 0 ? [] : [UInt8(ascii: "-")]
            let first = text.count
            if weight < 0 { text.append(UInt8(ascii: "0")) }
            for index in stride(from: 0, through: weight, by: 1) {
                appendDigits(group(index), to: &text, padded: text.count > first)
            }
            if scale > 0 {
                text.append(UInt8(ascii: "."))
                let end = text.count + scale
                var index = weight + 1
                while text.count < end {
                    appendDigits(group(index), to: &text, padded: true)
                    index += 1
                }
                text.removeLast(text.count - end)
            }
            return String(decoding: text, as: UTF8.self)
        }
    }

    private static func appendDigits(_ group: UInt16, to text: inout [UInt8], padded: Bool) {
        var divisor: UInt16 = 1000
        var significant = padded
        while divisor > 0 {
            let digit = UInt8(group / divisor % 10)
            significant = significant || digit != 0 || divisor == 1
            if significant { text.append(UInt8(ascii: "0") + digit) }
            divisor /= 10
        }
    }
}
