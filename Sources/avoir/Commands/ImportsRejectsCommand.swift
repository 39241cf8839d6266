import ArgumentParser
import Documents
import Intake
import Messages
import Postgres
import SLA
import Store

struct ImportsRejectsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejects",
        abstract: "Shows the rows of an import that were refused, or writes them as a file to be corrected.",
        discussion: """
            csv writes the refused rows of a CSV file under its own header row, jsonl those of a JSON Lines file: as they \
            stood there, to be corrected and imported again. Rows that were only refused by what is stored (an unknown \
            subscription) are written anew from their values.

              avoir imports rejects 12
              avoir imports rejects 12 --format csv > refused.csv
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, csv, jsonl, json
    }

    @Argument(help: "The number of the batch.") var batch: Int32
    @Option(help: "text, csv, jsonl or json.") var format: Format = .text
    @OptionGroup var options: GlobalOptions

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let batch = try ImportBatches.named(batch, on: connection)
        switch options.json ? .json : format {
        case .text: try printReasons(batch, connection)
        case .json: try printJSON(batch, connection)
        case .csv:
            guard let header = batch.header, let kind = batch.facts else { throw otherFormat(batch, "jsonl") }
            try printFile(batch, header, kind, connection)
        case .jsonl:
            guard batch.header == nil else { throw otherFormat(batch, "csv") }
            try printFile(batch, nil, nil, connection)
        }
    }

    private func otherFormat(_ batch: ImportBatch, _ name: String) -> Failure {
        Failure(
            .usage,
            "batch \(batch.number) was not read from \(name == "csv" ? "JSON Lines" : "CSV"): write --format \(name)"
        )
    }

    private func printReasons(_ batch: ImportBatch, _ connection: Connection) throws {
        // In the order in which the files were first met.
        var files: [String] = []
        var faults: [String: FaultGroups] = [:]
        try RejectedRow.read(of: batch.number, on: connection) { row in
            let file = row.file ?? batch.file
            if faults[file] == nil { files.append(file) }
            for fault in row.faults {
                faults[file, default: FaultGroups()].add(Import.Rejection(line: row.line, fault: fault))
            }
        }
        let lines = files.flatMap { faults[$0]?.lines(TerminalText.safe($0)) ?? [] }.map { "\($0)\n" }
        try Terminal.result(
            lines.joined() + "batch \(batch.number): \(batch.rejected) of its rows refused\n")
    }

    /// The rows as a file like the one that they came from, byte for byte where they stand as they were read.
    private func printFile(
        _ batch: ImportBatch, _ header: [UInt8]?, _ kind: FactKind?, _ connection: Connection
    ) throws {
        let lineEnd = Array("\r\n".utf8)
        let layout = try header.flatMap { header in try kind.map { try CSVLayout(header: header, kind: $0) } }
        var stream = ByteStream { try Terminal.result($0) }
        if let header { stream.append(header + lineEnd) }
        var cut: [Int] = []
        try RejectedRow.read(of: batch.number, on: connection) { row in
            if row.recordIsCut {
                cut.append(row.line)
            } else if row.recordIsRebuilt, let layout, let cells = layout.cells(ofObject: row.record) {
                stream.append(Self.record(cells, layout))
            } else {
                stream.append(row.record + lineEnd)
            }
            try stream.drainIfFull()
        }
        try stream.drain()
        guard !cut.isEmpty else { return }
        let lines = cut.prefix(10).map(String.init).joined(separator: ", ") + (cut.count > 10 ? ", …" : "")
        throw Failure(
            .inputRejected,
            "rows longer than 64 KiB are kept only in part and were left out: lines \(lines) of \(batch.file)"
        )
    }

    private static func record(_ cells: [String], _ layout: CSVLayout) -> [UInt8] {
        ByteStream.whole { stream in
            let separator = CSVDialect.Separator(rawValue: layout.separator) ?? .comma
            var csv = CSVWriter(dialect: CSVDialect(separator: separator), to: stream)
            for cell in cells { csv.plain(cell) }
            csv.endRow()
            stream = csv.stream
        }
    }

    private func printJSON(_ batch: ImportBatch, _ connection: Connection) throws {
        var json = JSONWriter(to: ByteStream { try Terminal.result($0) })
        json.beginObject()
        json.integer("batch", Int(batch.number))
        json.string("kind", batch.kind)
        json.string("file", batch.file)
        json.beginArray("rejections")
        try RejectedRow.read(of: batch.number, on: connection) { row in
            json.object { json in
                json.string("file", row.file ?? batch.file)
                json.integer("line", row.line)
                json.array("faults") { json in
                    for fault in row.faults { json.object { $0.members(of: fault) } }
                }
                json.string("record", String(decoding: row.record, as: UTF8.self))
                json.bool("record_is_cut", row.recordIsCut)
            }
            try json.stream.drainIfFull()
        }
        json.end()
        json.end()
        try json.stream.drain()
    }
}
