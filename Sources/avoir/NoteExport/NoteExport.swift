import Documents
import Messages
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

    /// Notes that the format cannot state are named in the result, the others are written.
    ///
    /// Without notes nothing is written. Failures have exit code 73, those of `PDFPrinter` its own.
    ///
    func write(
        _ notes: NoteSelection, as format: NoteFormat, into folder: String
    ) throws -> Written {
        guard !notes.isEmpty else { return Written() }
        var writing = try Writing(into: folder)
        switch format {
        case .json, .ubl, .cii:
            try eachPart(of: notes) { part in
                for note in part { try write(note, as: format, &writing) }
            }
        case .html:
            let designs = NoteDesigns(connection)
            try eachPart(of: notes) { try writePages($0, designs, &writing) }
        case .pdf, .facturx: try print(notes, as: format, &writing)
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
            try writing.output.add(bytes, as: Self.name(of: note.number, ending: ending))
        } catch let refusal as EInvoice.Refusal {
            writing.refusals.append(NoteRefusal(refusal))
        }
    }

    private func writePages(
        _ notes: [CreditNote], _ designs: NoteDesigns, _ writing: inout Writing
    ) throws {
        let months = try months(of: notes)
        let own = try designs.of(notes)
        for note in notes {
            let page = NotePage.html(
                note, entries: { months[$0] }, logo: own[note.number]?.logo, language: documents.language)
            try writing.output.add(page, as: Self.name(of: note.number, ending: "html"))
        }
    }

    /// A page of more lines shows no month.
    private func months(of notes: [CreditNote]) throws -> CreditedMonths {
        try CreditedMonths(
            of: notes.filter { $0.lines.count <= NotePage.mostCalculations }, session, connection)
    }

    private func print(
        _ selection: NoteSelection, as format: NoteFormat, _ writing: inout Writing
    ) throws {
        let printer = PDFPrinter(session.environment)
        let designs = NoteDesigns(connection)
        for part in selection.parts {
            let notes = try selection.read(part, on: connection)
            let months = try months(of: notes)
            let own = try designs.of(notes)
            for note in notes {
                do {
                    try NotePage.checkPrintable(note)
                    let cii = format == .facturx ? try EInvoice.cii(note) : nil
                    let document = NotePage.document(
                        note, entries: { months[$0] }, logo: own[note.number]?.logo,
                        language: documents.language)
                    let job = PDFPrinter.Job(
                        number: note.number, data: NoteJSON.data(document), cii: cii,
                        template: own[note.number]?.template)
                    try keep(printer.add(job), &writing)
                } catch let refusal as NotePage.Unprintable {
                    writing.refusals.append(NoteRefusal(refusal))
                } catch let refusal as EInvoice.Refusal {
                    writing.refusals.append(NoteRefusal(refusal))
                }
            }
            if selection.parts.count > 1 {
                session.remark("pdf: \(part.upperBound) of \(selection.numbers.count) notes")
            }
        }
        try keep(printer.finish(), &writing)
    }

    private func keep(_ printed: [PDFPrinter.Printed], _ writing: inout Writing) throws {
        for note in printed {
            try writing.output.add(note.pdf, as: Self.name(of: note.number, ending: "pdf"))
            if !note.missing.isEmpty {
                Terminal.warning(
                    "\(note.number): the fonts lack \(note.missing), shown as \u{FFFD}; AVOIR_FONTS can name a "
                        + "folder of more fonts")
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
                guard let days else { throw Self.unnumbered(note) }
                let name = EntryFile(siren: issuer.siren, closing: days.upperBound)
                var file =
                    try files.removeValue(forKey: name) ?? (
                        Entries(siren: name.siren, closing: name.closing),
                        EntryNumbers.load(siren: name.siren, days, on: connection)
                    )
                guard let number = file.numbers[note.number] else { throw Self.unnumbered(note) }
                do throws(Entries.Refusal) {
                    try file.entries.add(note, number: number)
                } catch {
                    writing.refusals.append(NoteRefusal(error))
                }
                files[name] = file
            }
        }
        for entries in files.values.map(\.entries).sorted(by: { $0.name < $1.name }) where entries.count > 0 {
            try writing.output.add(entries.bytes, as: entries.name)
        }
    }

    /// The database keeps both; only one that was tampered with lacks them.
    private static func unnumbered(_ note: CreditNote) -> Failure {
        Failure(
            .failure,
            "\(TerminalText.safe(note.number)) has no place in a financial year of its issuer; see: avoir verify"
        )
    }

    private static func name(of number: String, ending: String) -> String {
        // A series may hold a slash, which no file name can; no series holds a percent sign.
        "\(number.replacing("/", with: "%2F")).\(ending)"
    }
}

extension NoteExport.Written {
    /// The files and refusals, as members of an object.
    func writeMembers(to json: inout JSONWriter) {
        json.strings("files", files)
        json.array("refused") { json in for refusal in refusals { refusal.write(to: &json) } }
    }

    static func += (all: inout Self, more: Self) {
        all.files += more.files
        all.refusals += more.refusals
    }
}
