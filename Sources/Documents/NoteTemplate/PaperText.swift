/// Text of others made fit for paper.
enum PaperText {
    /// Control characters and noncharacters show as U+FFFD. So do directional overrides and isolates, which could make a
    /// name reorder the amounts beside it, and characters of private use, whose meaning PDF/A would have to state. Every
    /// kind of line end is a line feed. Soft hyphens and byte order marks go.
    static func fit(_ text: String) -> String {
        if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
        var fit = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A where previous == "\r": break
            case 0x0A...0x0D, 0x85, 0x2028, 0x2029: fit.append("\n")
            case 0x09: fit.append(" ")
            case 0xAD, 0xFEFF: break
            default: fit.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
            }
            previous = scalar
        }
        return String(fit)
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x206A...0x206F, 0xFDD0...0xFDEF: true
        case 0xE000...0xF8FF, 0xE0000...0xE007F, 0xF0000...0x10FFFF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}

extension JSONWriter {
    /// A text for paper; nil is `null`.
    package mutating func text(_ key: String?, _ value: String?) { string(key, value.map(PaperText.fit)) }

    mutating func texts(_ key: String?, _ values: [String]) {
        array(key) { json in for value in values { json.text(nil, value) } }
    }

    /// An array of objects.
    mutating func objects<Value>(
        _ key: String, _ values: [Value], _ write: (Value, inout JSONWriter) -> Void
    ) {
        array(key) { json in for value in values { json.object { write(value, &$0) } } }
    }

    /// An object, or `null`.
    mutating func object<Value>(
        _ key: String, _ value: Value?, _ write: (Value, inout JSONWriter) -> Void
    ) {
        guard let value else { return null(key) }
        object(key) { write(value, &$0) }
    }
}
