import Documents
import Intake
import Messages
import SLA

/// What the files of a command came to, and what is said of it.
struct Converted {
    let result: Conversion.Result
    let log: MessageLog
    /// What was refused, in the order in which it was found.
    let refusals: [SourceMessage]
    /// Of the files, as people know them.
    let names: [String]
    let profile: String

    /// Messages and the count on standard error; with `isQuiet` only what makes the command end with 65.
    func report(isQuiet: Bool) {
        for text in sentences(isQuiet: isQuiet) { Terminal.line(onStandardError: text) }
        if !isQuiet { Terminal.line(onStandardError: countLine) }
    }

    /// In the order of files and lines; what concerns no line comes last.
    func sentences(isQuiet: Bool) -> [String] {
        let groups = log.groups.enumerated().filter { _, group in
            !isQuiet || group.first.contains { $0.code.isFailure }
        }
        let lines = groups.flatMap { order, group -> [(place: (Int, Int, Int), text: String)] in
            guard group.count > MessageLog.most, let first = group.first.first else {
                return group.first.map { (place($0, order), line($0)) }
            }
            let places = self.places(of: group)
            return [(place(first, order), "\(line(first))\n    \(group.count) such sentences\(places)")]
        }
        return lines.sorted { $0.place < $1.place }.map(\.text)
    }

    private func place(_ message: SourceMessage, _ order: Int) -> (Int, Int, Int) {
        (message.file ?? .max, message.line ?? .max, order)
    }

    /// `FILE:LINE: NAME: sentence`.
    private func line(_ message: SourceMessage) -> String {
        let place = message.file.map { file in
            message.line.map { "\(names[file]):\($0): " } ?? "\(names[file]): "
        }
        let name = message.name.map { "\(TerminalText.quoted($0.utf8, limit: 200)): " }
        return (place ?? "\(profile): ") + (name ?? "") + message.text
    }

    /// `: lines 3, 7–9 and further ones`; with the files' names where there are several.
    private func places(of group: MessageLog.Group) -> String {
        guard !group.lines.isEmpty else { return "" }
        let list = group.lines.map { file, lines in
            let text = lines.count == 1 ? "\(lines.lowerBound)" : "\(lines.lowerBound)–\(lines.upperBound)"
            return names.count > 1 ? "\(names[file]):\(text)" : text
        }
        return ": lines \(list.joined(separator: ", "))" + (group.isCut ? " and further ones" : "")
    }

    /// `zabbix: 11 records, 4 rows, 2 passed over, 1 not mapped, 0 refused`.
    var countLine: String {
        let counts = log.counts
        let leftOut = counts.leftOut > 0 ? "\(counts.leftOut) left out, " : ""
        return "\(profile): \(counted(counts.records, "record")), \(counted(counts.rows, "row")), "
            + "\(counts.passedOver) passed over, \(leftOut)\(result.unmapped.count) not mapped, "
            + "\(counts.refused) refused"
    }
}
