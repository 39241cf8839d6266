import ArgumentParser
import Documents
import Postgres
import SLA
import Store

struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract:
            "Lists, shows, issues, reverses and exports credit notes; prints the template of their PDF files.",
        subcommands: [
            List.self, Show.self, NoteIssueCommand.self, Reverse.self, NoteExportCommand.self,
            NoteTemplateCommand.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists credit notes and reversals, by date and number.")
        @OptionGroup var filter: NoteFilterOptions
        @Option(help: "The language of text: fr or en.") var lang: Language?
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let connection = try await session.open()
            guard options.json else {
                var table = NoteSummary.Table(in: session.language(lang))
                for note in try CreditNotes.heads(filter.filter, on: connection) { table.add(note) }
                return try Terminal.result(table.whole)
            }
            let notes = try NoteSelection(filter.filter, on: connection)
            var list = NoteSummary.List(to: ByteStream { try Terminal.result($0) })
            for part in notes.parts {
                for note in try notes.read(part, on: connection) { try list.add(note) }
            }
            try list.finish()
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows one note in full.")
        @Argument(help: "Its number, e.g. AV-2026-000001.") var number: String
        @Option(help: "The language of text: fr or en.") var lang: Language?
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let note = try CreditNotes.note(number, on: try await session.open())
            try Terminal.result(
                options, json: NoteSummary.document(note),
                text: NoteSummary.text(note, in: session.language(lang)))
        }
    }

    struct Reverse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancels a credit note with a reversal, a document that has its own number.",
            discussion: """
                Afterwards the month can be credited again: avoir issue MONTH, or the next avoir run. With --hold it is \
                on hold instead, for the same reason, until avoir release. The reversal is due 30 days after its date. \
                Before it has a number it is held against every rule of every format (65).

                The reversal stands in the series of the issuer in force. Its reason is printed on it; --internal-reason \
                keeps one for the books only. With --internal the note never reached the customer: the reversal is for \
                the books, and the customer gets no bill.
                """)
        @Argument(help: "The note's number.") var number: String
        @Option(help: "The reason, which is printed on the reversal.") var reason: String
        @Option(help: ArgumentHelp("The issue date; today by default.", valueName: "date"))
        var date: LocalDate?
        @Flag(help: "Put its months on hold, so that no later run credits them again.") var hold = false
        @Flag(help: "The note never reached the customer: a reversal for the books only.")
        var `internal` = false
        @Option(help: ArgumentHelp("A reason for the books, which is not printed.", valueName: "text"))
        var internalReason: String?
        @OptionGroup var options: GlobalOptions

        func validate() throws {
            try KeptText.check(reason, of: "--reason")
            if let internalReason { try KeptText.check(internalReason, of: "--internal-reason") }
        }

        mutating func run() async throws {
            let session = try Session(options)
            let connection = try await session.open()
            guard try !NoteSelection(NoteFilter(numbers: [number]), on: connection).isEmpty else {
                throw Failure.noNote(number)
            }
            try AnchorLog(session).requireCurrent(connection)
            try Guards.require(connection)
            let date = try session.issueDate(date)
            try PlannedReversal(of: number, on: date, connection).check()
            let reversals = try Issuing.reverse(
                number, on: date, reason: reason, isInternal: `internal`, internalReason: internalReason,
                holds: hold, run: Issuing.newRun(connection), program: Program.name,
                connection)
            if options.json {
                var list = NoteSummary.List(to: ByteStream { try Terminal.result($0) })
                for note in reversals { try list.add(note) }
                try list.finish()
            } else {
                var table = NoteSummary.Table(in: session.language(nil))
                for note in reversals { table.add(NoteHead(note)) }
                try Terminal.result(table.whole)
            }
            let anchors = try AnchorLog(session).append(connection, at: session.now())
            let lines = anchors.map { "anchor: \($0.chain) \($0.no) \($0.hash)\n" }.joined()
            if !options.json { try Terminal.result(lines) }
        }
    }
}
