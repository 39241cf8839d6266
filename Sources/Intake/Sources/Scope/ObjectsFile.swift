import Messages

/// Reads an objects file: CSV with the columns `object`, `service` and `subscription`.
package struct ObjectsFile {
    /// What is wrong with one line.
    package struct Problem: Hashable, Sendable {
        package let line: Int
        package let column: String?
        package let reason: String
        package let value: String?
    }

    /// Everything that is wrong with the file, in the order of its lines.
    package struct Problems: Error, Hashable, Sendable {
        package let problems: [Problem]
    }

    private static let names = ["object", "service", "subscription"]
    private static let largest = 16 << 20

    private struct Entry {
        var targets: [ObjectMap.Target] = []
        /// On which line each target stands.
        var lines: [ObjectMap.Target: Int] = [:]
        var firstLine: Int?
        var emptyLine: Int?
    }

    private var problems: [Problem] = []
    /// By object as it is written, a prefix with its `*`.
    private var entries: [String: Entry] = [:]

    /// Throws `Problems` with all mistakes.
    package static func parse(_ bytes: [UInt8]) throws(Problems) -> ObjectMap {
        var file = ObjectsFile()
        do throws(FileError) {
            try file.read(bytes)
        } catch {
            file.add(error.line ?? 1, error.column, error.reason)
        }
        guard file.problems.isEmpty else {
            throw Problems(problems: file.problems.sorted { $0.line < $1.line })
        }
        return file.map
    }

    private var map: ObjectMap {
        var (exact, prefixes): ([String: [ObjectMap.Target]], [String: [ObjectMap.Target]]) = ([:], [:])
        for (name, entry) in entries {
            if name.hasSuffix("*") {
                prefixes[String(name.dropLast())] = entry.targets
            } else {
                exact[name] = entry.targets
            }
        }
        return ObjectMap(exact: exact, prefixes: prefixes)
    }

    private mutating func read(_ bytes: [UInt8]) throws(FileError) {
        guard bytes.count <= Self.largest else { return add(1, nil, "is larger than 16 MiB") }
        if let refusal = FileSignature.refusal(of: bytes.prefix(FileSignature.length)) { throw refusal }
        var input = LineReader(Window(try ByteStream(.bytes(bytes))))
        try input.fill(to: FileSignature.length)
        if bytes.starts(with: FileSignature.byteOrderMark) {
            input.consume(FileSignature.byteOrderMark.count, lines: 0)
        }
        guard let header = try ObjectsHeader(&input, names: Self.names) else {
            return add(1, nil, "has no header row with the columns object, service and subscription")
        }
        for problem in header.problems { add(header.line, problem.column, problem.reason) }
        guard header.problems.isEmpty else { return }
        var records = CSVRecords(separator: header.separator)
        while problems.count < Self.most {
            switch try records.locate(&input) {
            case .end: return
            case .blank(let length): input.consume(length, lines: 1)
            case .fault(let reason, _, _, _):
                add(input.line, nil, reason)
                guard try input.rejectLine(column: nil, reason: reason) != nil else { return }
                try input.finishLongLine()
            case .record(let length, let contentLength, let lines):
                let cells = CSVCells.texts(records.scanner.pieces, input.window[0..<contentLength])
                take(cells, header, line: input.line)
                input.consume(length, lines: lines)
            }
        }
    }

    /// A hostile file must not make a report larger than itself.
    private static let most = 100

    private mutating func take(_ cells: [String]?, _ header: ObjectsHeader, line: Int) {
        guard let cells else { return add(line, nil, "is not UTF-8; save the file as UTF-8") }
        guard cells.count == header.columns.count else {
            return add(
                line, nil,
                "has \(counted(cells.count, "field")), but the header has \(header.columns.count)")
        }
        func value(_ name: String) -> String {
            let place = header.columns.firstIndex(of: name)
            return ObjectMap.trimmed(place.map { cells[$0] } ?? "")
        }
        let (object, service, subscription) = (value("object"), value("service"), value("subscription"))
        guard !object.isEmpty else { return add(line, "object", "is empty; write * for everything else") }
        guard service.isEmpty || subscription.isEmpty else {
            return add(
                line, "subscription", "is given together with a service; give one of them, or neither",
                subscription)
        }
        for (column, text) in [("service", service), ("subscription", subscription)] where !text.isEmpty {
            do {
                let bytes = Array(text.utf8)
                try PlainText.checkCode(bytes.span)
            } catch {
                return add(line, column, error.reason, text)
            }
        }
        let target: ObjectMap.Target? =
            service.isEmpty
            ? subscription.isEmpty ? nil : .subscription(subscription) : .service(service)
        enter(object, target, line: line)
    }

    private mutating func enter(_ object: String, _ target: ObjectMap.Target?, line: Int) {
        // Taken out, so that it is changed in its place.
        var entry = entries.removeValue(forKey: object) ?? Entry()
        defer { entries[object] = entry }
        if let same = target.map({ entry.lines[$0] }) ?? entry.emptyLine {
            return add(line, "object", "is the same row as line \(same)", object)
        }
        if target == nil, let first = entry.firstLine {
            return add(
                line, "object", "is left out here, but line \(first) says what depends on it", object)
        }
        if target != nil, let empty = entry.emptyLine {
            return add(line, "object", "is left out by line \(empty)", object)
        }
        if let target {
            entry.targets.append(target)
            entry.lines[target] = line
            entry.firstLine = entry.firstLine ?? line
        } else {
            entry.emptyLine = line
        }
    }

    private mutating func add(_ line: Int, _ column: String?, _ reason: String, _ value: String? = nil) {
        problems.append(
            Problem(
                line: line, column: column, reason: reason,
                value: value.map { TerminalText.quoted($0.utf8, limit: Limits.shownValue) }))
    }
}
