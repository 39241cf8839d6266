import Intake
import SLA
import TestSupport

/// Writes rows as a file, choosing by chance among all the ways that the formats leave open.
enum RandomFile {
    static func csv(_ kind: FactKind, _ rows: [RandomRow], using random: inout SeededGenerator) -> String {
        let order = Array(kind.columns.indices).shuffled(using: &random)
        let separator = [",", ";", "\t"].randomElement(using: &random) ?? ","
        let lineEnd = Bool.random(using: &random) ? "\n" : "\r\n"
        var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
        let header = order.map { kind.columns[$0].name }
        text += header.joined(separator: separator)
        for row in rows {
            text += lineEnd
            if Int.random(in: 0..<4, using: &random) == 0 { text += "  " + lineEnd }
            var fields: [String] = []
            for column in order { fields.append(quoted(row.texts[column], separator, using: &random)) }
            text += fields.joined(separator: separator)
        }
        return Bool.random(using: &random) ? text : text + lineEnd
    }

    private static func quoted(_ text: String, _ separator: String, using random: inout SeededGenerator)
        -> String
    {
        let needsQuotes = text.unicodeScalars.contains {
            String($0) == separator || "\"\n\r".unicodeScalars.contains($0)
        }
        guard needsQuotes || Int.random(in: 0..<3, using: &random) == 0 else { return text }
        var quoted = "\"".unicodeScalars
        for scalar in text.unicodeScalars {
            quoted.append(scalar)
            if scalar == "\"" { quoted.append(scalar) }
        }
        quoted.append("\"")
        return String(quoted)
    }

    static func jsonLines(_ kind: FactKind, _ rows: [RandomRow], using random: inout SeededGenerator)
        -> String
    {
        var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
        for row in rows {
            var members: [String] = []
            for column in Array(kind.columns.indices).shuffled(using: &random) {
                guard let value = json(row.texts[column], kind.columns[column].type, using: &random) else {
                    continue
                }
                members.append(
                    "\(string(kind.columns[column].name, using: &random))\(blank(&random)):\(value)")
            }
            let comma = "\(blank(&random)),\(blank(&random))"
            text += "\(blank(&random)){\(members.joined(separator: comma))\(blank(&random))}\(blank(&random))"
            text += Bool.random(using: &random) ? "\n" : "\r\n"
        }
        return text
    }

    private static func blank(_ random: inout SeededGenerator) -> String {
        ["", "", " ", "\t "].randomElement(using: &random) ?? ""
    }

    /// nil: the key is left out.
    private static func json(
        _ text: String, _ type: FactColumn.ValueType, using random: inout SeededGenerator
    )
        -> String?
    {
        if text.isEmpty { return [nil, "null", "\"\""].randomElement(using: &random) ?? nil }
        let isPlain = [.money, .vatRate, .share, .boolean].contains(type) && Bool.random(using: &random)
        return isPlain ? text : string(text, using: &random)
    }

    private static func string(_ text: String, using random: inout SeededGenerator) -> String {
        var written = "\""
        for scalar in text.unicodeScalars {
            let isSpecial = scalar == "\"" || scalar == "\\" || scalar.value < 0x20
            if isSpecial || Int.random(in: 0..<8, using: &random) == 0 {
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    let digits = String(unit, radix: 16, uppercase: Bool.random(using: &random))
                    written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                written.unicodeScalars.append(scalar)
            }
        }
        return written + "\""
    }
}
