import Intake
package import SLA

/// What must be true of the reading of any file, however damaged.
package enum FileSense {
    private static let lineFeed = UInt8(ascii: "\n")

    /// What makes no sense in how the bytes are read; nil when all does.
    package static func nonsense(_ kind: FactKind, _ bytes: [UInt8], chunks: [Int] = [1, 7]) -> String? {
        let whole: ReadFile
        do throws(FileError) {
            whole = try ReadFile(kind, bytes: bytes)
        } catch {
            guard error.cause == .refused, !error.reason.isEmpty else { return "refused as \(error)" }
            for chunk in chunks where refusal(kind, bytes, chunk: chunk) != error {
                return "in pieces of \(chunk) bytes not refused as \(error)"
            }
            return nil
        }
        for chunk in chunks where (try? ReadFile(kind, bytes: bytes, chunk: chunk)) != whole {
            return "reads otherwise in pieces of \(chunk) bytes"
        }
        if let rejection = whole.rejections.first(where: {
            $0.faults.isEmpty || $0.faults.contains(where: \.reason.isEmpty)
        }) {
            return "gives no reason at line \(rejection.line)"
        }
        return unaccounted(whole, bytes) ?? changedByPrinting(whole)
    }

    private static func refusal(_ kind: FactKind, _ bytes: [UInt8], chunk: Int) -> FileError? {
        do throws(FileError) {
            _ = try ReadFile(kind, bytes: bytes, chunk: chunk)
            return nil
        } catch {
            return error
        }
    }

    /// Every line that is not blank belongs to the header or to exactly one row or rejection, in order.
    private static func unaccounted(_ read: ReadFile, _ bytes: [UInt8]) -> String? {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let lines = content.split(separator: lineFeed, omittingEmptySubsequences: false)
        var spans = read.rows.map { ($0.line, $0.lineCount) }
        spans += read.rejections.map { ($0.line, $0.lineCount) }
        spans.sort { $0.0 < $1.0 }
        guard read.lines == spans.map(\.0) else { return "rows and rejections are out of order" }
        var next = headerLine(lines) + 1
        for (line, count) in spans + [(lines.count + 1, 0)] {
            guard line >= next else { return "line \(line) belongs to two records" }
            for skipped in next..<line where !lines[skipped - 1].allSatisfy(isBlank) {
                return "line \(skipped) belongs to no record"
            }
            next = line + count
        }
        for rejection in read.rejections where rejection.lineCount == 1 {
            var line = lines[rejection.line - 1]
            if line.last == 0x0D && rejection.record.count < line.count { line.removeLast() }
            guard rejection.record == Array(line) else { return "line \(rejection.line) is kept otherwise" }
        }
        for row in read.rows {
            let whole = lines[(row.line - 1)..<(row.line - 1 + row.lineCount)].joined(separator: [lineFeed])
            guard Array(whole).starts(with: row.record) else { return "line \(row.line) is kept otherwise" }
        }
        return nil
    }

    /// The number of the header's line, which is one; 0 for JSON Lines.
    private static func headerLine(_ lines: [ArraySlice<UInt8>]) -> Int {
        for (index, line) in lines.enumerated() {
            guard let first = line.first(where: { !isBlank($0) }) else { continue }
            return first == UInt8(ascii: "{") ? 0 : index + 1
        }
        return 0
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0D].contains(byte) }

    /// The accepted rows, printed in the opposite order, are read as the same rows in that order.
    private static func changedByPrinting(_ read: ReadFile) -> String? {
        guard !read.rows.isEmpty else { return nil }
        let rows = Array(read.rows.map(\.values).reversed())
        for text in [PrintedFile.csv(read.kind, rows), PrintedFile.jsonLines(read.kind, rows)] {
            guard let again = try? ReadFile(read.kind, text), again.rejections.isEmpty,
                again.rows.map(\.values) == rows
            else { return "reads otherwise once printed: \(text.debugDescription)" }
        }
        return nil
    }
}
