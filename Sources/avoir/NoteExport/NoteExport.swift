import Documents
import Postgres
import SLA
import Store

/// Writes notes as files of a folder, each whole or not at all.
struct NoteExport {
    let session: Session
    let connection: Connection
    let documents: DocumentOptions

    /// What was written, and what could not be.
    struct Written {
        var files: [String] = []
        var refusals: [NoteRefusal] = []
    }

    /// What is under way.
    private struct Writing: ~Copyable {
        var output: OutputBatch
        var refusals: [NoteRefusal] = []

        init(into folder: String) throws { output = try OutputBatch(into: folder) }
    }

    /// How many pages are printed at a time.
    private static let pagesAtOnce = 100

    /// Notes that the format cannot state are named in the result, the others are written.
    ///
    /// Without notes nothing is written. Failures have exit code 73, those of `PDFPrinter` its own.
    ///
    func write(
        _ notes: NoteSelection, as format: NoteFormat, into folder: String
    ) async throws -> Written {
        guard !notes.isEmpty else { return Written() }
        var writing = try Writing(into: folder)
        switch format {
        case .json, .ubl, .cii:
            try eachPart(of: notes) { part in
                for note in part { try write(note, as: format, &writing) }
            }
        case .html, .pdf, .facturx:
            for part in notes.parts {
                try await writePages(notes, part, as: format, &writing)
            }
        case .entries: try writeEntries(notes, &writing)
        case .csv:
            var table = NotesCSV(documents.dialect)
            try eachPart(of: notes) { part in for note in part { table.add(note) } }
            try writing.output.add(table.bytes, as: "notes.csv")
        }
        try writing.output.finish()
        return Written(files: writing.output.files, refusals: writing.refusals)
    }

    private func eachPart(of notes: NoteSelection, _ body: ([CreditNote]) throws -> Void) throws {
        for part in notes.parts { try body(try notes.read(part, on: connection)) }
    }

    private func write(
        _ note: CreditNote, as format: NoteFormat, _ writing: inout Writing
    ) throws {
        do {
            let bytes =
                switch format {
                case .ubl: try EInvoice.ubl(note)
                case .cii: try EInvoice.cii(note)
                default: NoteSummary.document(note)
                }
            let ending = format == .json ? "json" : "\(format.rawValue).xml"
            try writing.output.add(bytes, as: Self.name(of: note, ending: ending))
        } catch let refusal as EInvoice.Refusal {
            writing.refusals.append(NoteRefusal(refusal))
        }
    }

    private func writePages(
        _ selection: NoteSelection, _ range: Range<Int>, as format: NoteFormat, _ writing: inout Writing
    ) async throws {
        let notes = try selection.read(range, on: connection)
        // A page of more lines shows no month.
        let months = try CreditedMonths(
            of: notes.filter { $0.lines.count <= NotePage.mostCalculations }, session, connection)
        let printer = PDFPrinter(session.environment)
        for start in stride(from: 0, to: notes.count, by: Self.pagesAtOnce) {
            let part = notes[start..<min(start + Self.pagesAtOnce, notes.count)]
            var jobs: [(note: CreditNote, job: PDFPrinter.Job)] = []
            for note in part {
                do {
                    if format.isPrinted { try NotePage.checkPrintable(note) }
                    let cii = format == .facturx ? try EInvoice.cii(note) : nil
                    let html = NotePage.html(note, entries: { months[$0] }, language: documents.language)
                    jobs.append((note, PDFPrinter.Job(number: note.number, html: html, cii: cii)))
                } catch let refusal as NotePage.Unprintable {
                    writing.refusals.append(NoteRefusal(refusal))
                } catch let refusal as EInvoice.Refusal {
                    writing.refusals.append(NoteRefusal(refusal))
                }
            }
            let pages = format.isPrinted ? try await printer.pdfs(jobs.map(\.job)) : jobs.map(\.job.html)
            let ending = format.isPrinted ? "pdf" : "html"
            for (job, bytes) in zip(jobs, pages) {
                try writing.output.add(bytes, as: Self.name(of: job.note, ending: ending))
            }
            if format.isPrinted, selection.numbers.count > Self.pagesAtOnce {
                session.remark(
                    "pdf: \(range.lowerBound + start + part.count) of \(selection.numbers.count) notes")
            }
        }
    }

    /// A company's financial year has a file of its own.
    private struct EntryFile: Hashable {
        var siren: String
        var closing: LocalDate
    }

    private func writeEntries(_ notes: NoteSelection, _ writing: inout Writing) throws {
        var files: [EntryFile: (entries: Entries, numbers: [String: Int])] = [:]
        try eachPart(of: notes) { part in
            for note in part {
                let issuer = note.content.issuer
                let days = FinancialYear(endsOn: issuer.financialYearEnds)?.days(around: note.issueDate)
                guard let days else { continue }
                let name = EntryFile(siren: issuer.siren, closing: days.upperBound)
                var file =
                    try files.removeValue(forKey: name) ?? (
                        Entries(siren: name.siren, closing: name.closing),
                        EntryNumbers.load(siren: name.siren, days, on: connection)
                    )
                do throws(Entries.Refusal) {
                    try file.entries.add(note, number: file.numbers[note.number] ?? 0)
                } catch {
                    writing.refusals.append(NoteRefusal(error))
                }
                files[name] = file
            }
        }
        for (name, file) in files.sorted(by: { ($0.key.siren, $0.key.closing) < ($1.key.siren, $1.key.closing) })
        where file.entries.count > 0 {
            try writing.output.add(file.entries.bytes, as: file.entries.name)
        }
    }

    private static func name(of note: CreditNote, ending: String) -> String {
        // A series may hold a slash, which no file name can; no series holds a percent sign.
        "\(note.number.replacing("/", with: "%2F")).\(ending)"
    }
}

extension NoteExport.Written {
    /// The files and refusals, as members of an object.
    func writeMembers(to json: inout JSONWriter) {
        json.array("files") { json in for file in files { json.string(nil, file) } }
        json.array("refused") { json in for refusal in refusals { refusal.write(to: &json) } }
    }

    static func += (all: inout Self, more: Self) {
        all.files += more.files
        all.refusals += more.refusals
    }
}

/// A note that a format cannot state, and why.
struct NoteRefusal {
    let number: String
    /// As the official rules of e-invoices name it.
    let rule: String?
    let reason: String

    init(_ refusal: EInvoice.Refusal) {
        number = refusal.note
        rule = refusal.rule
        reason = refusal.reason
    }

    init(_ refusal: Entries.Refusal) {
        number = refusal.note
        rule = nil
        reason = refusal.reason
    }

    init(_ refusal: NotePage.Unprintable) {
        number = refusal.note
        rule = nil
        reason = refusal.reason
    }

    var sentence: String { "\(number): \(reason)" + (rule.map { " (\($0))" } ?? "") }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.string("number", number)
            json.string("rule", rule)
            json.string("reason", reason)
        }
    }
}
