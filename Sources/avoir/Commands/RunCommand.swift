import ArgumentParser
import Contracts
import Documents
import Messages
import Postgres
import SLA
import Store

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs the monthly batch: migrate, assess, verify, issue, export; safe to repeat.",
        discussion: """
            Brings the schema up to date, assesses the month, proves it twice, issues what is issuable, and \
            writes the documents that --formats names into --output:

            json, csv, text, html  the report: report.json, .csv, .txt, .html
            notes-json, notes-html, pdf, facturx, ubl, cii  each note of the month, in the folder notes
            notes-csv, entries  all notes of the month: notes.csv, and accounting entries

            Then it takes up what became issuable in the months before that were run or issued: late requests, credits \
            that the cap held. Their notes are exported with those of the month. A run never cuts what exceeds the cap: \
            such a credit is left undecided and named, unless --allow-cuts is given; avoir issue cuts it.

            A second run of the same month changes nothing and says so. docs/guide/operations.md has a crontab line \
            and a systemd timer.
            """)

    @Argument(help: "The month, e.g. 2026-10.") var month: Month
    @Option(help: ArgumentHelp("The issue date; today by default.", valueName: "date"))
    var date: LocalDate?
    @Flag(
        help: "Let the cap cut what exceeds it, for good; without it such a credit is left undecided (R13).")
    var allowCuts = false
    @Option(
        help: ArgumentHelp(
            "How many months before it are taken up, too; 0: the month alone.", valueName: "count"))
    var openMonths = 12
    @Option(help: ArgumentHelp("The folder to write into; created if missing.", valueName: "dir"))
    var output: String?
    @Option(
        help: ArgumentHelp(
            "The formats to write, separated by commas; json,csv,text,notes-json by default.",
            valueName: "list"),
        transform: RunFormats.init(argument:))
    var formats: RunFormats?
    @OptionGroup var documents: DocumentOptions
    @OptionGroup var options: GlobalOptions

    mutating func run() async throws {
        let session = try Session(options)
        let formats = try formats(session.config)
        let folder = output ?? session.config.output
        if folder != nil, formats.arePrinted { try PDFPrinter(session.environment).check() }
        if let folder { _ = try OutputFolder(making: folder) }
        let (connection, _) = try await session.connect()
        let applied = try Schema.migrate(connection, program: Program.name)
        try Schema.use(connection)
        if folder != nil, formats.arePrinted, let issuer = try IssuerVersion.current(connection)?.issuer {
            let logo = try issuer.logo.map(NoteDesigns.logo)
            if issuer.template != nil || logo != nil {
                try PDFPrinter(session.environment).check(issuer.template, logo: logo)
            }
        }
        if applied != nil { session.remark("schema: brought up to revision \(Schema.revision)") }
        let work = MonthSteps(month: month, session: session, connection: connection)
        let assessed = try work.assess()
        session.remark(
            "assess: \(counted(assessed.assessed, "subscription")), \(assessed.new) new, \(assessed.revised.count) revised"
        )
        let takenUp = try takeUp(work)
        let (issue, reports) = try issue(work, reporting: formats.reports, into: folder)
        var written = NoteExport.Written()
        written.files = reports
        if let folder { written += try export(work, formats.notes, into: folder) }
        let changed =
            assessed.new + assessed.revised.count > 0 || issue.isNew || takenUp.contains { $0.issue != nil }
        for refusal in written.refusals { Terminal.error(refusal.sentence) }
        try Terminal.result(
            options, json: json(assessed, issue, takenUp, written, changed),
            text: text(
                assessed, issue, takenUp, written.files, in: folder, changed, session.language(documents.lang)
            ))
        if issue.isIncomplete || takenUp.contains(where: \.isIncomplete) || !written.refusals.isEmpty {
            throw ExitCode(ExitStatus.inputRejected.rawValue)
        }
        // A date that an earlier month refuses is no fault of this one.
        if let code = takenUp.compactMap({ $0.failure?.code }).first(where: { $0 != .usage }) {
            throw ExitCode(code.rawValue)
        }
    }

    func validate() throws {
        guard 0...120 ~= openMonths else { throw ValidationError("--open-months must be from 0 to 120") }
    }

    /// The months before, the oldest first: their credits are older claims to the room under the cap.
    private func takeUp(_ work: MonthSteps) throws -> [TakenUpMonth] {
        guard openMonths > 0, try IssuerVersion.current(work.connection) != nil else { return [] }
        let date = try work.session.issueDate(date)
        let takenUp = try work.takeUp(openMonths, on: date, allowsCuts: allowCuts)
        for failure in takenUp.compactMap(\.failure) { Terminal.error(failure.message) }
        return takenUp
    }

    /// Those of the option, else of the configuration file.
    private func formats(_ config: ConfigFile) throws -> RunFormats {
        let chosen: RunFormats
        do {
            chosen = try formats ?? config.formats.map(RunFormats.init(names:)) ?? .standard
        } catch let refusal as RunFormats.Refusal {
            throw Failure(.configurationInvalid, "formats: \(refusal.description)")
        }
        try documents.check(hasPages: chosen.hasPages, hasTables: chosen.hasTables)
        return chosen
    }

    /// Proves, issues, and writes the reports of what is stored then, all from one reading of the facts.
    ///
    /// - Returns: the reports' files, too.
    private func issue(
        _ work: MonthSteps, reporting formats: [ReportFormatName], into folder: String?
    ) throws -> (IssueResult, files: [String]) {
        let facts = folder == nil || formats.isEmpty ? nil : FactsByRun()
        let issue = try IssueResult.run(
            work, IssueRequest(date: date, allowsCuts: allowCuts, isUnattended: true), isAssessed: true,
            keeping: facts)
        work.session.remark("verify: both proofs agree")
        work.session.remark(
            issue.awaitsApproval
                ? "issue: nothing, an approval is needed" : "issue: \(counted(issue.numbers.count, "note"))")
        guard let folder else { return (issue, []) }
        let output = try OutputFolder(making: folder)
        guard let facts else { return (issue, []) }
        let places = formats.map { format in
            OutputPlace("report.\(format == .text ? "txt" : format.rawValue)", in: output)
        }
        let files = try places.map { try OutputFile($0) }
        var reports = zip(formats, files).map { format, file in
            documents.format(format, in: work.session.language(documents.lang))
                .report(on: month, to: ByteStream { try file.write($0) })
        }
        try work.fill(&reports, keeping: facts)
        for file in files {
            var report = reports.removeFirst()
            try report.finish()
            try file.finish()
        }
        return (issue, places.map(\.path))
    }

    private func export(
        _ work: MonthSteps, _ formats: [NoteFormat], into folder: String
    ) throws -> NoteExport.Written {
        var written = NoteExport.Written()
        let notes = try NoteSelection(
            NoteFilter(month: month, includesTakenUp: true), on: work.connection)
        let export = NoteExport(session: work.session, connection: work.connection, documents: documents)
        for format in formats {
            let place = format.isOneFile ? folder : "\(folder)/notes"
            written += try export.write(notes, as: format, into: place)
        }
        return written
    }
}

extension RunFormats {
    /// As the option gives it, `json,pdf,entries`.
    fileprivate init(argument: String) throws {
        do throws(Refusal) {
            try self.init(names: argument.split(separator: ",").map { String($0) })
        } catch {
            throw ValidationError(error.description)
        }
    }
}
