import ArgumentParser
import Documents
import Messages
import Postgres
import SLA
import Store

struct IssueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Issues a month's credit notes, all or none.",
        discussion: """
            Assesses the month, proves it twice, and issues a numbered credit note for everything that is \
            issuable. Before it has a number, each note is held against every rule of every format: what none could take \
            is named with customer, field and rule and not issued; the others are (exit 65). Each cut by the cap is stated with the first date on which nothing would be cut. A cut \
            is final for what was cut. --dry-run shows the same and issues nothing. A second run issues nothing more.

            --only and --except issue of some subscriptions: the others are not decided, and stay due. avoir hold keeps \
            a month from being credited by later runs, too.

            --dry-run --save-plan FILE saves the plan, for somebody to look at; --plan FILE issues exactly it, or nothing when \
            anything has changed. Where the issuer file says approval: required, that is the only way to issue, and another \
            login must have approved the plan (avoir approve FILE).

            The issue date cannot be in the future, before the month's end, or before the last note of its series or of \
            a subscription that it credits.
            """)

    @Argument(help: "The month, e.g. 2026-10.") var month: Month
    @Option(help: ArgumentHelp("The issue date, e.g. 2026-11-05; today by default.", valueName: "date"))
    var date: LocalDate?
    @Flag(help: "Show what would be issued; issue nothing.") var dryRun = false
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Only these subscriptions; the others stay due.", valueName: "subscription"))
    var only: [String] = []
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("All but these subscriptions, which stay due.", valueName: "subscription"))
    var except: [String] = []
    @Option(
        help: ArgumentHelp(
            "With --dry-run: save the plan in this file, for --plan and avoir approve.", valueName: "file"))
    var savePlan: String?
    @Option(
        help: ArgumentHelp(
            "Issue exactly this saved plan; it has the date and the choice.", valueName: "file"))
    var plan: String?
    @Option(
        name: .customLong("run"),
        help: ArgumentHelp(
            "A UUID that names this run; repeating it gives the same result.", valueName: "uuid"))
    var runName: String?
    @Option(help: "The language of text: fr or en.") var lang: Language?
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if let runName { try RunName.check(runName) }
        guard only.isEmpty || except.isEmpty else {
            throw ValidationError("--only and --except exclude each other")
        }
        guard savePlan == nil || dryRun && plan == nil else {
            throw ValidationError(
                "--save-plan goes with --dry-run: avoir issue MONTH --dry-run --save-plan FILE")
        }
        guard plan == nil || date == nil && !dryRun && runName == nil && only.isEmpty && except.isEmpty else {
            throw ValidationError(
                "--plan has the date and the choice already; leave out --date, --only, --except, --run and --dry-run"
            )
        }
    }

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let work = MonthSteps(month: month, session: session, connection: connection)
        for subscription in only + except {
            _ = try Session.key(ofSubscription: subscription, on: connection)
        }
        var request = IssueRequest(
            date: date, name: runName, isDryRun: dryRun, allowsCuts: true,
            choice: !only.isEmpty ? .only(only) : !except.isEmpty ? .except(except) : .everyone)
        if let plan {
            let saved = try PlanFile.read(plan, on: connection)
            guard saved.commercial == nil else {
                throw Failure(
                    .usage,
                    "\(TerminalText.safe(plan)): is the plan of a commercial note; issue it: \(saved.command)"
                )
            }
            guard saved.month == month else {
                throw Failure(
                    .usage, "\(TerminalText.safe(plan)): is a plan of \(saved.month), not of \(month)")
            }
            (request.plan, request.date, request.choice) = (saved, saved.date, saved.choice)
        }
        var issue = try IssueResult.run(work, request)
        if let savePlan { try issue.save(in: savePlan, work) }
        try Terminal.result(
            options, json: issue.json, text: issue.text(in: session.language(lang), savedIn: savePlan))
        if issue.isIncomplete { throw ExitCode(ExitStatus.inputRejected.rawValue) }
    }
}

extension LocalDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

enum RunName {
    static func check(_ name: String) throws {
        guard !isUUID(name) else { return }
        throw ValidationError(
            "--run is not a UUID such as 0b9c2f9e-3f0c-4d6e-9a50-0f5c5d7a1c11: \(TerminalText.safe(name))")
    }

    /// Eight, four, four, four and twelve hexadecimal digits.
    private static func isUUID(_ text: String) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }
}
