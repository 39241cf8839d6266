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

            The issue date cannot be in the future, before the month's end, or before the last note of its series or of \
            a subscription that it credits.
            """)

    @Argument(help: "The month, e.g. 2026-10.") var month: Month
    @Option(help: ArgumentHelp("The issue date, e.g. 2026-11-05; today by default.", valueName: "date"))
    var date: LocalDate?
    @Flag(help: "Show what would be issued; issue nothing.") var dryRun = false
    @Option(
        name: .customLong("run"),
        help: ArgumentHelp(
            "A UUID that names this run; repeating it gives the same result.", valueName: "uuid"))
    var runName: String?
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if let runName { try RunName.check(runName) }
    }

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let work = MonthSteps(month: month, session: session, connection: connection)
        let issue = try IssueResult.run(
            work, on: date, named: runName, isDryRun: dryRun, allowsCuts: true)
        try Terminal.result(options, json: issue.json, text: issue.text)
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

/// The result of issuing a month, or of its dry run.
struct IssueResult {
    let month: Month
    let date: LocalDate
    let isDryRun: Bool
    let plan: [PlannedCredit]
    /// Of the notes: each line's note and subscription, in order.
    let lines: [(number: String, subscription: String)]
    /// Whether this run decided something.
    let isNew: Bool
    /// Where nothing was left to decide: the last run of the month and date, and its notes.
    let before: (run: String, notes: [String])?
    let anchors: [Anchor]
    /// Those that are not in the plan.
    let refusals: [WithheldCredit]
    let warnings: [MonthWarning]

    /// - Parameters:
    ///   - allowsCuts: whether the cap may cut: only a person decides that (R13).
    ///   - batch: the later month whose batch takes this one up.
    ///   - isAssessed: whether the caller has just assessed the month.
    ///   - kept: keeps the proof's facts for the reports; nil: they are not kept.
    static func run(
        _ work: MonthSteps, on given: LocalDate?, named name: String?, isDryRun: Bool, allowsCuts: Bool,
        batch: Month? = nil, isAssessed: Bool = false, keeping kept: FactsByRun? = nil
    ) throws -> IssueResult {
        let date = try work.session.issueDate(given)
        guard try IssuerVersion.current(work.connection) != nil else {
            throw Failure(.configurationInvalid, IssueRefusal.noIssuer.description)
        }
        // A named run keeps its decision as its answer, also when today's plan or the series' date differs.
        let decided = try isDryRun ? nil : name.flatMap { try Issuing.decisions(of: $0, work.connection) }
        var proven: WithheldCredits?
        if decided == nil {
            try AnchorLog(work.session).requireCurrent(work.connection)
            if !isAssessed { _ = try work.assess() }
            try work.requireZoneData()
            proven = try work.prove(keeping: kept)
            try Guards.require(work.connection)
        }
        let checked =
            try decided.map(CheckedPlan.init(decided:))
            ?? CheckedPlan(work.month, on: date, allowsCuts: allowsCuts, work.connection)
        let plan = checked.credits
        let planned = Set(plan.filter { $0.outcome != .onHold }.map(\.subscription))
        let (withheld, warnings) = try work.withheldCredits(proven)
        let held = Set(withheld.filter { $0.status == .heldByCap }.map(\.subscription))
        let refusals = withheld.filter { $0.status != .heldByCap && !planned.contains($0.subscription) }
        var lines: [(number: String, subscription: String)] = []
        var anchors: [Anchor] = []
        let decides = plan.contains { credit in
            credit.credit > .zero || credit.cut > .zero
                || [.held, .undecided].contains(credit.outcome) && !held.contains(credit.subscription)
        }
        // A run that decides nothing new leaves no trace; a named one is kept, so that it can be asked for.
        // The first run of a month is kept, too: later batches take the month up again (R12, R13).
        let isNew =
            try !isDryRun && (decides || name != nil || !OpenMonths.hasRun(work.month, on: work.connection))
        var before: (run: String, notes: [String])?
        if isNew {
            let run = try name ?? Issuing.newRun(work.connection)
            try issue(checked, on: date, run: run, allowsCuts: allowsCuts, batch: batch, work)
            lines = try Issuing.lines(of: run, work.connection)
            do {
                anchors = try AnchorLog(work.session).append(work.connection, at: work.session.now())
            } catch let failure as Failure {
                let said =
                    "\(Set(lines.map(\.number)).count) notes of \(work.month) were issued by run \(run), but their anchors were not written"
                throw Failure(
                    failure.code, "\(said): \(failure.message); run the same command again to write them")
            }
        } else if !isDryRun {
            before = try Issuing.lastRun(of: work.month, on: date, work.connection)
            // A command that issued notes, on whatever day, may have ended before it could keep their anchors.
            anchors = try AnchorLog(work.session).appendMissing(work.connection, at: work.session.now())
        }
        return IssueResult(
            month: work.month, date: date, isDryRun: isDryRun, plan: plan, lines: lines, isNew: isNew,
            before: before, anchors: anchors, refusals: refusals, warnings: warnings + checked.warnings)
    }

    private static func issue(
        _ plan: CheckedPlan, on date: LocalDate, run: String, allowsCuts: Bool, batch: Month?,
        _ work: MonthSteps
    ) throws {
        do {
            try work.step(
                "issuing",
                loss:
                    "either all of the notes are issued or none; avoir note list --month \(work.month) shows which"
            ) {
                try Issuing.issue(
                    work.month, on: date, run: run, plan: plan.credits, allowsCuts: allowsCuts,
                    withholding: plan.withheld, batch: batch, program: Program.name, work.connection)
            }
        } catch let error as PostgresError {
            guard error.kind == .outcomeUnknown else { throw error }
            throw Failure.outcomeUnknown(
                error,
                advice: "avoir issue \(work.month) --date \(date) --run \(run) gives this run's result, "
                    + "and issues what it did not")
        }
    }

    /// A customer lacks a detail that a credit note must carry, or a format could not state one.
    var isIncomplete: Bool { plan.contains { $0.outcome == .incomplete } }
}
