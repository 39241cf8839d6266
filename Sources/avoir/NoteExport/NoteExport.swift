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
        var output = OutputBatch()
        var refusals: [NoteRefusal] = []
    }

    /// How many months are judged, and pages printed, at a time: what is in memory at once.
    private static let monthsAtOnce = 1000
    private static let pagesAtOnce = 100

    /// Notes that the format cannot state are named in the result, the others are written.
    ///
    /// Without notes nothing is written. Failures have exit code 73, those of `PDFPrinter` its own.
    ///
    /// - Parameter closing: the date in the name of a file of entries; nil: the end of the last note's year.
    func write(
        _ notes: [CreditNote], as format: NoteFormat, into folder: String, closing: LocalDate? = nil
    ) async throws -> Written {
        guard !notes.isEmpty else { return Written() }
        try OutputFolder.make(folder)
        var writing = Writing()
        switch format {
        case .json:
            for note in notes {
                try writing.output.add(
                    NoteSummary.document(note), to: Self.path(of: note, in: folder, ending: "json"))
            }
        case .ubl, .cii: try writeInvoices(notes, as: format, into: folder, &writing)
        case .html, .pdf, .facturx:
            for start in stride(from: 0, to: notes.count, by: Self.monthsAtOnce) {
                let part = notes[start..<min(start + Self.monthsAtOnce, notes.count)]
                try await writePages(Array(part), of: notes.count, as: format, into: folder, &writing)
            }
        case .entries: try writeEntries(notes, closing: closing, into: folder, &writing)
        case .csv:
            try writing.output.add(
                NotesCSV.file(notes, dialect: documents.dialect), to: "\(folder)/notes.csv")
        }
        try writing.output.finish()
        return Written(files: writing.output.files, refusals: writing.refusals)
    }

    private func writeInvoices(
        _ notes: [CreditNote], as format: NoteFormat, into folder: String, _ writing: inout Writing
    ) throws {
        for note in notes {
            do {
                let bytes = format == .ubl ? try EInvoice.ubl(note) : try EInvoice.cii(note)
                try writing.output.add(
                    bytes, to: Self.path(of: note, in: folder, ending: "\(format.rawValue).xml"))
            } catch let refusal as EInvoice.Refusal {
                writing.refusals.append(NoteRefusal(refusal))
            }
        }
    }

    private func writePages(
        _ notes: [CreditNote], of total: Int, as format: NoteFormat, into folder: String,
        _ writing: inout Writing
    ) async throws {
        let months = try CreditedMonths(of: notes, session, connection)
        let printer = PDFPrinter(session.environment)
        for start in stride(from: 0, to: notes.count, by: Self.pagesAtOnce) {
            let part = notes[start..<min(start + Self.pagesAtOnce, notes.count)]
            var jobs: [(note: CreditNote, job: PDFPrinter.Job)] = []
            for note in part {
                do {
                    let cii = format == .facturx ? try EInvoice.cii(note) : nil
                    let html = NotePage.html(note, entry: months[note], language: documents.language)
                    jobs.append((note, PDFPrinter.Job(number: note.number, html: html, cii: cii)))
                } catch {
                    writing.refusals.append(NoteRefusal(error))
                }
            }
            let pages = format.isPrinted ? try await printer.pdfs(jobs.map(\.job)) : jobs.map(\.job.html)
            let ending = format.isPrinted ? "pdf" : "html"
            for (job, bytes) in zip(jobs, pages) {
                try writing.output.add(bytes, to: Self.path(of: job.note, in: folder, ending: ending))
            }
            if format.isPrinted, total > Self.pagesAtOnce {
                session.remark("pdf: \(start + part.count) of \(total) notes")
            }
        }
    }

    /// The entries of the company that issued the last note.
    private func writeEntries(
        _ notes: [CreditNote], closing: LocalDate?, into folder: String, _ writing: inout Writing
    ) throws {
        guard let last = notes.max(by: { $0.issueDate < $1.issueDate }) else { return }
        let siren = last.content.issuer.siren
        let endOfYear = LocalDate(year: last.issueDate.components.year, month: 12, day: 31)
        let closing = closing ?? endOfYear ?? last.issueDate
        let refusals = notes.compactMap { Entries.refusal(of: $0, siren: siren, closing: closing) }
        writing.refusals += refusals.map(NoteRefusal.init)
        let refused = Set(refusals.map(\.note))
        let stated = notes.filter { !refused.contains($0.number) }
        guard !stated.isEmpty else { return }
        let file = try Entries.file(stated, siren: siren, closing: closing)
        try writing.output.add(file.bytes, to: "\(folder)/\(file.name)")
    }

    private static func path(of note: CreditNote, in folder: String, ending: String) -> String {
        // A series may hold a slash, which no file name can.
        "\(folder)/\(note.number.replacing("/", with: "_")).\(ending)"
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

    var sentence: String { "\(number): \(reason)" + (rule.map { " (\($0))" } ?? "") }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.string("number", number)
            json.string("rule", rule)
            json.string("reason", reason)
        }
    }
}
