import Intake
import SLA

/// Everything that a file of another tool became.
struct ConvertedFile: Equatable {
    private let columns: [String]
    private let rows: [[String?]]
    private let messages: [SourceMessage]
    private let counts: ConversionCounts
    private let unmapped: [UnmappedObject]

    /// Reads the bytes in pieces of `chunk`; nil where they cannot be read at all.
    init?(
        _ mapping: SourceMapping, _ kind: FactKind, _ options: ConversionOptions, _ bytes: [UInt8],
        chunk: Int = .max
    ) {
        let log = MessageLog(keepsAll: true)
        var conversion = Conversion(mapping, kind: kind, options, log: log)
        do throws(SourceFileError) {
            try conversion.read([.bytes(bytes, chunk: chunk)])
        } catch {
            return nil
        }
        let result = conversion.finish()
        columns = result.columns.map(\.name)
        rows = result.rows.map(\.cells)
        messages = log.all
        counts = log.counts
        unmapped = result.unmapped
    }

    /// What makes no sense in it, of a file with so many lines.
    func nonsense(_ kind: FactKind, lines: Int) -> String? {
        for message in messages {
            if message.text.isEmpty { return "\(message.code) without a sentence" }
            if let line = message.line, !(1...lines ~= line) { return "has a line \(line) of \(lines)" }
        }
        if unmapped.contains(where: { $0.events < 1 }) { return "has an object without events" }
        guard !rows.isEmpty else { return nil }
        // Of one kind and source, an id stands for one fact.
        if kind != .ends, let place = columns.firstIndex(of: "id") {
            var seen: Set<String> = []
            if let twice = rows.compactMap({ $0[place] }).first(where: { !seen.insert($0).inserted }) {
                return "has two rows of the id \(twice.debugDescription)"
            }
        }
        return unreadable(kind)
    }

    /// What is written is read back by the reader of avoir's own files, row for row.
    private func unreadable(_ kind: FactKind) -> String? {
        let header = columns.joined(separator: ",")
        let lines = rows.map { row in row.map { $0.map(PrintedFile.quoted) ?? "" }.joined(separator: ",") }
        let text = ([header] + lines).joined(separator: "\n") + "\n"
        do throws(FileError) {
            let read = try ReadFile(kind, text)
            if let reason = read.reasons.first { return "writes what is refused: \(reason)" }
            let count = read.rows.count
            return count == rows.count ? nil : "writes \(rows.count) rows, read as \(count)"
        } catch {
            return "writes what is refused: \(error)"
        }
    }
}
