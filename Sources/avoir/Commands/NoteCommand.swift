import ArgumentParser
import Documents
import Glibc
import Postgres
import SLA
import Store

struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Credit notes: list, show, reverse, export.",
        subcommands: [List.self, Show.self, Reverse.self, Export.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists credit notes and reversals, by date and number.")
        @OptionGroup var filter: NoteFilterOptions
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let connection = try await Session(options).open()
            let notes = try CreditNotes.list(filter.filter, on: connection)
            try Terminal.result(
                options, json: NoteSummary.json(notes), text: NoteSummary.table(notes))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows one note, whole.")
        @Argument(help: "Its number, e.g. AV-2026-000001.") var number: String
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let connection = try await Session(options).open()
            let note = try NoteCommand.note(number, on: connection)
            try Terminal.result(
                options, json: NoteSummary.document(note), text: NoteSummary.text(note))
        }
    }

    struct Reverse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancels a credit note by a reversal, a document with a number of its own.",
            discussion: "Afterwards the month can be credited again: avoir issue MONTH.")
        @Argument(help: "The note's number.") var number: String
        @Option(help: "Why; it stands on the reversal.") var reason: String
        @Option(help: ArgumentHelp("The issue date; today when left out.", valueName: "date"))
        var date: LocalDate?
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let connection = try await session.open()
            let note = try NoteCommand.note(number, on: connection)
            let work = MonthWork(month: note.month, session: session, connection: connection)
            let reversals = try Issuing.reverse(
                number, on: work.issueDate(date), reason: reason,
                run: Issuing.newRun(connection), program: Program.name, connection)
            let anchors = try AnchorLog(session).append(connection, at: session.now())
            let lines = anchors.map { "anchor: \($0.chain) \($0.no) \($0.hash)\n" }.joined()
            try Terminal.result(
                options, json: NoteSummary.json(reversals),
                text: NoteSummary.table(reversals) + lines)
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes notes as files, one a note.",
            discussion: """
                json holds everything that a note froze; ubl and cii are e-invoices (EN 16931 with the French \
                rules). A note that no valid e-invoice can state is named with the rule; the others are written, \
                and the exit code is 65.
                """)
        @Argument(help: "Numbers; without any, the filter selects.") var numbers: [String] = []
        @OptionGroup var filter: NoteFilterOptions
        @Option(help: "json, ubl or cii.") var format: NoteFormat = .json
        @Option(help: ArgumentHelp("The folder to write into; made when missing.", valueName: "dir"))
        var output: String
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let connection = try await session.open()
            let notes =
                numbers.isEmpty
                ? try CreditNotes.list(filter.filter, on: connection)
                : try numbers.map { try NoteCommand.note($0, on: connection) }
            let written = try NoteFiles.write(notes, as: format, into: output)
            for refusal in written.refusals { Terminal.error(refusal.description) }
            try Terminal.result(
                options,
                json: JSONWriter.whole { json in
                    json.object { json in
                        json.array("files") { json in
                            for file in written.files { json.string(nil, file) }
                        }
                        json.array("refused") { json in
                            for refusal in written.refusals {
                                json.object { json in
                                    json.string("number", refusal.note)
                                    json.string("rule", refusal.rule)
                                    json.string("reason", refusal.reason)
                                }
                            }
                        }
                    }
                }, text: written.files.map { $0 + "\n" }.joined())
            if !written.refusals.isEmpty { throw ExitCode(ExitStatus.inputRejected.rawValue) }
        }
    }

    /// Throws a `Failure` when there is no such note.
    static func note(_ number: String, on connection: Connection) throws -> CreditNote {
        guard let note = try CreditNotes.list(NoteFilter(number: number), on: connection).first else {
            throw Failure(.failure, "there is no note \(TerminalText.safe(number)); see: avoir note list")
        }
        return note
    }
}

/// The filters of `note list` and `note export`.
struct NoteFilterOptions: ParsableArguments {
    @Option(help: "Only notes for this month.") var month: Month?
    @Option(help: ArgumentHelp("Only this customer's.", valueName: "id")) var customer: String?
    @Option(help: ArgumentHelp("Only this subscription's.", valueName: "id")) var subscription: String?
    @Option(help: ArgumentHelp("Issued on this date or later.", valueName: "date")) var from: LocalDate?
    @Option(help: ArgumentHelp("Issued on this date or earlier.", valueName: "date")) var to: LocalDate?

    var filter: NoteFilter {
        NoteFilter(month: month, customer: customer, subscription: subscription, from: from, to: to)
    }
}

/// How a note is written to a file.
enum NoteFormat: String, ExpressibleByArgument, CaseIterable {
    case json, ubl, cii

    var fileEnding: String {
        switch self {
        case .json: "json"
        case .ubl: "ubl.xml"
        case .cii: "cii.xml"
        }
    }

    /// Throws `EInvoice.Refusal` for a note that no valid e-invoice can state.
    func bytes(of note: CreditNote) throws(EInvoice.Refusal) -> [UInt8] {
        switch self {
        case .json: NoteSummary.document(note)
        case .ubl: try EInvoice.ubl(note)
        case .cii: try EInvoice.cii(note)
        }
    }
}

/// Notes as files of a folder, one a note, each whole or not at all.
enum NoteFiles {
    /// - Returns: the paths written, and the notes that the format cannot state. Failures have exit code 73.
    static func write(
        _ notes: [CreditNote], as format: NoteFormat, into folder: String
    ) throws -> (files: [String], refusals: [EInvoice.Refusal]) {
        try OutputFolder.make(folder)
        var files: [String] = []
        var refusals: [EInvoice.Refusal] = []
        for note in notes {
            // A series may hold a slash, which no file name can.
            let name = String(note.number.map { $0 == "/" ? "_" : $0 })
            let path = "\(folder)/\(name).\(format.fileEnding)"
            do {
                try OutputFile.write(format.bytes(of: note), to: path)
                files.append(path)
            } catch let refusal as EInvoice.Refusal {
                refusals.append(refusal)
            }
        }
        return (files, refusals)
    }
}
