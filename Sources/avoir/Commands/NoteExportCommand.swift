import ArgumentParser
import Documents
import Postgres
import SLA
import Store

struct NoteExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes one file per note; entries and csv are one file of all notes.",
        discussion: """
            json     everything that the note froze (AV-2026-000001.json)
            ubl, cii e-invoices, EN 16931 with the French rules (.ubl.xml, .cii.xml)
            html     the page for the customer, with the month's picture (.html)
            pdf      the same content on paper, tagged: PDF/A-3a and PDF/UA-1 (.pdf)
            facturx  the same file with the cii e-invoice embedded: Factur-X (.pdf)
            entries  accounting entries (art. A47 A-1), one file for each financial year, named by the French rule: \
            SIREN, FEC, the year's last day
            csv      a table for spreadsheets, notes.csv

            If a format cannot state a note (pdf and facturx cannot hold more than 2,000 lines), the note is named \
            with the reason, the others are written, and the exit code is 65. pdf and facturx need Python 3 with \
            Typst, and the DejaVu fonts; docs/guide/install.md has the command that installs them. They are laid out \
            by the template of the issuer with which the note was issued (avoir note template).
            """)

    @Argument(help: "Note numbers; without any, the filter options select the notes.") var numbers: [String] =
        []
    @OptionGroup var filter: NoteFilterOptions
    @Option(help: "json, ubl, cii, html, pdf, facturx, entries or csv.") var format: NoteFormat = .json
    @Option(help: ArgumentHelp("The folder to write into; created if missing.", valueName: "dir"))
    var output: String
    @OptionGroup var documents: DocumentOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard numbers.isEmpty || filter.isEmpty else {
            throw ValidationError("give numbers or a filter (--month, --from, …), not both")
        }
        try documents.check(hasPages: format.isPage, hasTables: format == .csv)
    }

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let notes = try selection(connection)
        if notes.isEmpty { session.remark("no credit notes are selected; nothing is written") }
        let export = NoteExport(session: session, connection: connection, documents: documents)
        let written = try export.write(notes, as: format, into: output)
        for refusal in written.refusals { Terminal.error(refusal.sentence) }
        try Terminal.result(
            options,
            json: JSONWriter.whole { json in
                json.object { written.writeMembers(to: &$0) }
            }, text: written.files.map { $0 + "\n" }.joined())
        if !written.refusals.isEmpty { throw ExitCode(ExitStatus.inputRejected.rawValue) }
    }

    /// Each note once, however often its number is given.
    private func selection(_ connection: Connection) throws -> NoteSelection {
        guard !numbers.isEmpty else { return try NoteSelection(filter.filter, on: connection) }
        let found = try NoteSelection(NoteFilter(numbers: numbers), on: connection)
        let known = Set(found.numbers)
        if let unknown = numbers.first(where: { !known.contains($0) }) {
            throw Failure.noNote(unknown)
        }
        return found
    }
}
