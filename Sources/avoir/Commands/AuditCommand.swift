import ArgumentParser
import Documents
import SLA
import Store

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Shows the audit log: who did what, when.",
        discussion: """
            A line for each entry, oldest first: the time, the login, and what was done. Entries are never changed or \
            removed, and avoir verify proves that none is missing. --month shows what was done for a month: assessments, \
            notes, reversals, holds and releases with their reasons, and the imports that brought or changed facts of it. \
            --note shows what issued a note and what reversed it. Several filters are one: all must hold.

              avoir audit --month 2026-10
              avoir audit --note AV-2026-000001
              avoir audit --who billing --json
            """)

    @Option(help: "Only what concerns this month, e.g. 2026-10.") var month: Month?
    @Option(help: ArgumentHelp("Only what concerns this note.", valueName: "number")) var note: String?
    @Option(help: ArgumentHelp("Only what this login did.", valueName: "login")) var who: String?
    @OptionGroup var options: GlobalOptions

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        var filter = AuditLog.Filter()
        filter.zone = try session.sharedZone(connection)
        (filter.month, filter.note, filter.who) = (month, note, who)
        if let note, try NoteSelection(NoteFilter(numbers: [note]), on: connection).isEmpty {
            throw Failure.noNote(note)
        }
        let list = AuditList(try AuditLog.entries(filter, on: connection), zone: filter.zone)
        try Terminal.result(options, json: list.json, text: list.text)
    }
}
