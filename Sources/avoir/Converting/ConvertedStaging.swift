import Documents
import Intake
import Postgres
import SLA
import Store

/// The rows of a conversion, and what it refused, on their way into an import: in the order of the files.
struct ConvertedStaging {
    /// A row, or the refusal of a record.
    private enum Item {
        case row(ConvertedRow)
        case refusal([SourceMessage])

        var place: (Int, Int) {
            switch self {
            case .row(let row): (row.place.file, row.place.line)
            case .refusal(let messages): (messages.first?.file ?? 0, messages.first?.line ?? 1)
            }
        }

        var isRefusal: Bool { if case .refusal = self { true } else { false } }
    }

    private let kind: FactKind
    private let source: String
    private let columns: [FactColumn]
    private let check: RowCheck
    private let items: [Item]

    /// `refused` are the messages of refused records, in the order in which they were found.
    init(_ converted: Converted, kind: FactKind, source: String, now: Instant) {
        self.kind = kind
        self.source = source
        columns = converted.result.columns
        check = RowCheck(kind, columns: columns, now: now)
        var refusals: [[SourceMessage]] = []
        for message in converted.refusals {
            if let last = refusals.last?.last, last.file == message.file, last.line == message.line,
                last.id == message.id
            {
                refusals[refusals.count - 1].append(message)
            } else {
                refusals.append([message])
            }
        }
        let all = converted.result.rows.map(Item.row) + refusals.map(Item.refusal)
        let order = all.indices.sorted { a, b in
            let (first, second) = (all[a].place, all[b].place)
            return first == second ? a < b : first < second
        }
        items = order.map { all[$0] }
    }

    /// Where the items stand, by file and line.
    var places: [(file: Int, line: Int)] { items.map(\.place) }

    /// Records all items. `rejected` is called for each fault; it is told whether the conversion has said it already.
    func record(
        _ work: Import, on connection: Connection, rejected: (Import.Rejection, Bool) -> Void
    ) throws -> Import.Outcome {
        var work = work
        work.header = record(columns.map(\.name))
        let staging = FileRows(work.table, contradicted: [:])
        let told = Set(items.indices.filter { items[$0].isRefusal }.map { $0 + 1 })
        var row = Intake.Row()
        var number = 0
        var sources = RowSources(of: kind)
        return try work.run(
            connection,
            rows: { copy in
                defer { number += 1 }
                return try stage(number, staging, &row, &sources, into: &copy)
            },
            sources: { sources.latest }, rejected: { rejected($0, told.contains($0.line)) })
    }

    /// Writes the item of that number, counted from 0; whether there is one.
    private func stage(
        _ number: Int, _ rows: FileRows, _ row: inout Intake.Row, _ sources: inout RowSources,
        into copy: inout CopyWriter
    ) throws -> Bool {
        guard number < items.count else { return false }
        let rejection: Rejection?
        switch items[number] {
        case .row(let converted):
            rejection = check.type(
                converted.cells, line: number + 1, record: { record(converted.cells) }, into: &row)
            sources.add(row, isGood: rejection == nil)
        case .refusal(let messages):
            let id = messages.first?.id
            let cells = columns.map { $0.name == "source" ? source : $0.name == "id" ? id : nil }
            rejection = check.refuse(
                messages.map(\.fault), source: source, id: id, line: number + 1, record: record(cells),
                into: &row)
        }
        try rows.stage(rejection, row, into: &copy)
        return true
    }

    private func record(_ cells: [String?]) -> [UInt8] {
        let line = ByteStream.whole { stream in
            var csv = CSVWriter(dialect: .standard, to: stream)
            for cell in cells { csv.plain(cell) }
            csv.endRow()
            stream = csv.stream
        }
        // Without its line end.
        return Array(line.dropLast(2))
    }
}
