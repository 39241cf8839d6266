import ArgumentParser
import Documents
import Postgres
import SLA
import Store

struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Lists, shows, reverses and exports credit notes; prints the template of their PDF files.",
        subcommands: [
            List.self, Show.self, Reverse.self, NoteExportCommand.self, NoteTemplateCommand.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists credit notes and reversals, by date and number.")
        @OptionGroup var filter: NoteFilterOptions
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let connection = try await Session(options).open()
            let notes = try NoteSelection(filter.filter, on: connection)
            try NoteCommand.printNotes(options) { printNote in
                for part in notes.parts {
                    for note in try notes.read(part, on: connection) { try printNote(note) }
                }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows one note in full.")
        @Argument(help: "Its number, e.g. AV-2026-000001.") var number: String
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let connection = try await Session(options).open()
            let note = try CreditNotes.note(number, on: connection)
            try Terminal.result(
                options, json: NoteSummary.document(note), text: NoteSummary.text(note))
        }
    }

    struct Reverse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancels a credit note with a reversal, a document that has its own number.",
            discussion: "Afterwards the month can be credited again: avoir issue MONTH.")
        @Argument(help: "The note's number.") var number: String
        @Option(help: "The reason, which is printed on the reversal.") var reason: String
        @Option(help: ArgumentHelp("The issue date; today by default.", valueName: "date"))
        var date: LocalDate?
        @OptionGroup var options: GlobalOptions

        func validate() throws {
            // The same rule as for imported texts: the reason stays on the note for ever.
            guard let refused = reason.unicodeScalars.first(where: Self.isRefused) else { return }
            let code = String(refused.value, radix: 16, uppercase: true)
            throw ValidationError("--reason contains \\u{\(code)}, which a note cannot contain")
        }

        /// Control characters but line ends and tabs, as in an import.
        private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
            ["\u{FFFE}", "\u{FFFF}"].contains(scalar)
                || scalar.properties.generalCategory == .control && !["\n", "\r", "\t"].contains(scalar)
        }

        mutating func run() async throws {
            let session = try Session(options)
            let connection = try await session.open()
            guard try !NoteSelection(NoteFilter(numbers: [number]), on: connection).isEmpty else {
                throw Failure.noNote(number)
            }
            let reversals = try Issuing.reverse(
                number, on: session.issueDate(date), reason: reason,
                run: Issuing.newRun(connection), program: Program.name, connection)
            try NoteCommand.printNotes(options) { printNote in for note in reversals { try printNote(note) } }
            let anchors = try AnchorLog(session).append(connection, at: session.now())
            let lines = anchors.map { "anchor: \($0.chain) \($0.no) \($0.hash)\n" }.joined()
            if !options.json { try Terminal.result(lines) }
        }
    }

    /// Notes as a table or as JSON, which is written as it grows.
    private static func printNotes(
        _ options: GlobalOptions, _ notes: ((CreditNote) throws -> Void) throws -> Void
    ) throws {
        if options.json {
            var list = NoteSummary.List(to: ByteStream { try Terminal.result($0) })
            try notes { try list.add($0) }
            try list.finish()
        } else {
            var table = NoteSummary.Table()
            try notes { table.add($0) }
            try Terminal.result(table.text)
        }
    }
}
