/// A file to import, as rows of named cells.
struct HostileFile: Sendable {
    let kind: String
    let rows: [[(name: String, value: String)]]

    /// The values of a column that are not empty.
    func column(_ name: String) -> [String] {
        rows.flatMap { row in row.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }
    }

    /// RFC 4180, every cell quoted.
    var csv: String {
        let head = (rows.first ?? []).map(\.name).joined(separator: ",")
        let lines = rows.map { row in
            row.map { Self.quoted($0.value) }.joined(separator: ",")
        }
        return ([head] + lines).map { $0 + "\n" }.joined()
    }

    /// By scalars: a quotation mark and the accent after it are one character, and still a quotation mark.
    static func quoted(_ text: String) -> String {
        var quoted = String.UnicodeScalarView(["\""])
        for scalar in text.unicodeScalars {
            quoted.append(contentsOf: scalar == "\"" ? ["\"", "\""] : [scalar])
        }
        quoted.append("\"")
        return String(quoted)
    }
}
