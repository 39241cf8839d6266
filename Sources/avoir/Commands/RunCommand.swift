import ArgumentParser
import Documents
import Postgres
import SLA
import Store

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "The monthly batch: migrate, assess, verify, issue, export; safe to repeat.",
        discussion: """
            Brings the schema up to date, assesses the month, proves it twice, issues what is issuable, and \
            writes report.json, report.csv, report.txt and one JSON file a note into --output. A second run \
            of the same month changes nothing and says so. docs/operations.md has a crontab line and a \
            systemd timer.
            """)

    @Argument(help: "The month, e.g. 2026-10.") var month: Month
    @Option(help: ArgumentHelp("The issue date; today when left out.", valueName: "date"))
    var date: LocalDate?
    @Option(help: ArgumentHelp("The folder to write into; made when missing.", valueName: "dir"))
    var output: String?
    @OptionGroup var options: GlobalOptions

    mutating func run() async throws {
        let session = try Session(options)
        let (connection, _) = try await session.connect()
        let applied = try Schema.migrate(connection, program: Program.name)
        try Schema.use(connection)
        if !applied.isEmpty { session.remark("schema: \(applied.count) migrations applied") }
        let work = MonthWork(month: month, session: session, connection: connection)
        let assessed = try work.assess()
        session.remark(
            "assess: \(assessed.assessed) subscriptions, \(assessed.new) new, \(assessed.revised.count) revised"
        )
        let issue = try MonthIssue.run(work, on: date, named: nil, isDryRun: false)
        session.remark("verify: both proofs agree")
        session.remark("issue: \(issue.notes.count) notes")
        let folder = output ?? session.config.output
        let files = try folder.map { try export(work, into: $0) } ?? []
        let changed = assessed.new + assessed.revised.count > 0 || !issue.anchors.isEmpty
        try Terminal.result(
            options, json: json(assessed, issue, files, changed),
            text: text(assessed, issue, files, in: folder, changed))
        if issue.isIncomplete { throw ExitCode(ExitStatus.inputRejected.rawValue) }
    }

    private func export(_ work: MonthWork, into folder: String) throws -> [String] {
        try OutputFolder.make(folder)
        var files: [String] = []
        let formats = work.session.config.formats?.compactMap { ReportCommand.Format(rawValue: $0) }
        for format in formats ?? [.json, .csv, .text] {
            let name = "report.\(format == .text ? "txt" : format.rawValue)"
            var file = try OutputFile("\(folder)/\(name)")
            try ReportCommand.write(month, as: format, work.session, work.connection) {
                try file.write($0)
            }
            try file.finish()
            files.append("\(folder)/\(name)")
        }
        let notes = try CreditNotes.list(NoteFilter(month: month), on: work.connection)
        return files + (try NoteFiles.write(notes, as: .json, into: "\(folder)/notes").files)
    }

    private func text(
        _ assessed: Assess.Outcome, _ issue: MonthIssue, _ files: [String], in folder: String?,
        _ changed: Bool
    ) -> String {
        var lines = ["avoir run \(month)", ""]
        var table = Table([.left, .right])
        table.add(["subscriptions", String(assessed.assessed)])
        table.add(["target met", String(assessed.met)])
        table.add(["target missed", String(assessed.breached)])
        table.add(["new or revised assessments", String(assessed.new + assessed.revised.count)])
        table.add(["changed after issue", String(assessed.changedAfterIssue.count)])
        lines += table.lines()
        if !changed { lines += ["", "Nothing changed since the last run."] }
        lines += ["", issue.text]
        if let folder { lines += ["\(files.count) files written to \(folder)"] }
        return lines.joined(separator: "\n") + "\n"
    }

    private func json(
        _ assessed: Assess.Outcome, _ issue: MonthIssue, _ files: [String], _ changed: Bool
    ) -> [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.string("month", month.description)
                json.bool("changed", changed)
                json.integer("assessed", assessed.assessed)
                json.integer("new", assessed.new)
                json.integer("revised", assessed.revised.count)
                json.integer("changed_after_issue", assessed.changedAfterIssue.count)
                json.string("issue_date", issue.date.description)
                json.array("notes") { json in for note in issue.notes { json.string(nil, note.number) } }
                json.array("files") { json in for file in files { json.string(nil, file) } }
            }
        }
    }
}
