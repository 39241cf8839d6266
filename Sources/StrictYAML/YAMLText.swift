/// The text of a YAML file in lines, free of anything that an editor would not show.
struct YAMLText {
    /// Without their line ends.
    var lines: [[Unicode.Scalar]]

    static let largest = 1_048_576

    /// nil after a problem: more than 1 MiB, not UTF-8, or a character that has no place in such a file.
    ///
    /// A byte order mark at the start is skipped; lines end in LF or CRLF.
    init?(bytes: [UInt8], log: YAMLProblemLog) {
        guard bytes.count <= Self.largest else {
            log.add(FilePlace(line: 1, column: 1), "is larger than 1 MiB", value: "\(bytes.count) bytes")
            return nil
        }
        lines = [[]]
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var rest = bytes[(bytes.starts(with: byteOrderMark) ? 3 : 0)...].makeIterator()
        var decoder = UTF8()
        var sound = true
        var afterCarriageReturn = false
        decoding: while true {
            let here = FilePlace(line: lines.count, column: lines[lines.count - 1].count + 1)
            switch decoder.decode(&rest) {
            case .emptyInput:
                break decoding
            case .error:
                log.add(here, "is not UTF-8")
                return nil
            case .scalarValue("\r") where !afterCarriageReturn:
                afterCarriageReturn = true
                continue decoding
            case .scalarValue("\n"):
                lines.append([])
            case .scalarValue(let scalar):
                if let refusal = afterCarriageReturn
                    ? "a carriage return without a line feed" : scalar.refusal
                {
                    log.add(here, "contains \(refusal)", value: afterCarriageReturn ? nil : scalar.codePoint)
                    sound = false
                }
                lines[lines.count - 1].append(scalar)
            }
            afterCarriageReturn = false
        }
        guard sound else { return nil }
    }

    var string: String {
        String(String.UnicodeScalarView(lines.joined(separator: ["\n"])))
    }
}

extension Unicode.Scalar {
    /// The name of a character that a file or one of its values must not contain; nil for an allowed one.
    var refusal: String? {
        switch value {
        case 0x00: "a NUL byte"
        case 0x09: "a tab (use spaces)"
        case 0x0A, 0x0D: "a line break"
        case 0x01...0x1F, 0x7F...0x9F: "a control character"
        // libYAML ends a line at these two, editors do not.
        case 0x2028, 0x2029: "a line separator"
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
            "a hidden character that changes the writing direction"
        case 0xFEFF: "a byte order mark inside the text"
        case 0xE000...0xF8FF, 0xF0000...0x10FFFF: "a private-use character"
        case let value where value & 0xFFFE == 0xFFFE || 0xFDD0...0xFDEF ~= value:
            "a code point that is not a character"
        default: nil
        }
    }

    /// `U+0007`.
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
