import Messages
import Postgres
import SLA
import Store

/// The result of issuing a month, or of its dry run.
struct IssueResult {
    let month: Month
    let choice: CreditChoice
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
    /// What is due waits for a plan that another person approves.
    let awaitsApproval: Bool
    /// Held back in the plan, because a format could not state the note.
    let withheld: Withheld
    /// The name of the saved plan that this is, or that was issued.
    var planName: String?

    /// - Parameters:
    ///   - isAssessed: whether the caller has just assessed the month.
    ///   - kept: keeps the proof's facts for the reports; nil: they are not kept.
    static func run(
        _ work: MonthSteps, _ request: IssueRequest, isAssessed: Bool = false, keeping kept: FactsByRun? = nil
    ) throws -> IssueResult {
        let date = try work.session.issueDate(request.date)
        guard let issuer = try IssuerVersion.current(work.connection)?.issuer else {
            throw Failure(.configurationInvalid, IssueRefusal.noIssuer.description)
        }
        try request.requireApproval(issuer.approval, in: work.month)
        // Without a person's plan a batch leaves the credits to one, and cuts nothing.
        let needsPlan = issuer.approval == .required && request.plan == nil && !request.isDryRun
        let allowsCuts = request.allowsCuts && !needsPlan
        let name = request.plan?.plan ?? request.name
        // A named run keeps its decision as its answer, also when today's plan or the series' date differs.
        let decided =
            try request.isDryRun ? nil : name.flatMap { try Issuing.decisions(of: $0, work.connection) }
        var proven: WithheldCredits?
        if decided == nil {
            try AnchorLog(work.session).requireCurrent(work.connection)
            if !isAssessed { _ = try work.assess() }
            try work.requireZoneData()
            proven = try work.prove(keeping: kept)
            try Guards.require(work.connection)
        }
        let checked =
            try decided.map { CheckedPlan(decided: $0, of: request.choice) }
            ?? CheckedPlan(
                work.month, on: date, of: request.choice, allowsCuts: allowsCuts, work.connection)
        let plan = checked.credits
        if decided == nil, let saved = request.plan {
            let differences = try saved.differences(from: plan, on: work.connection)
            guard differences.isEmpty else { throw saved.failure(of: differences) }
        }
        let awaitsApproval = needsPlan && plan.contains { $0.credit > .zero }
        let isDryRun = request.isDryRun || awaitsApproval
        let planned = Set(plan.filter { $0.outcome != .onHold }.map(\.subscription))
        let (withheld, warnings) = try work.withheldCredits(proven)
        let held = Set(withheld.filter { $0.status == .heldByCap }.map(\.subscription))
        let refusals = withheld.filter {
            $0.status != .heldByCap && !planned.contains($0.subscription)
                && request.choice.includes($0.subscription)
        }
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
            try issue(checked, on: date, run: run, allowsCuts: allowsCuts, request, work)
            lines = try Issuing.lines(of: run, work.connection)
            anchors = try keepAnchors(of: run, lines.map(\.number), work)
        } else if !isDryRun {
            before = try Issuing.lastRun(of: work.month, on: date, work.connection)
            // A command that issued notes, on whatever day, may have ended before it could keep their anchors.
            anchors = try AnchorLog(work.session).appendMissing(work.connection, at: work.session.now())
        }
        return IssueResult(
            month: work.month, choice: request.choice, date: date, isDryRun: isDryRun, plan: plan,
            lines: lines, isNew: isNew,
            before: before, anchors: anchors, refusals: refusals, warnings: warnings + checked.warnings,
            awaitsApproval: awaitsApproval, withheld: checked.withheld, planName: request.plan?.plan)
    }

    private static func keepAnchors(
        of run: String, _ numbers: [String], _ work: MonthSteps
    ) throws -> [Anchor] {
        do {
            return try AnchorLog(work.session).append(work.connection, at: work.session.now())
        } catch let failure as Failure {
            let notes = Set(numbers).count
            throw Failure(
                failure.code,
                "\(counted(notes, "note")) of \(work.month) \(notes == 1 ? "was" : "were") issued by run \(run), but "
                    + "\(notes == 1 ? "its" : "their") anchors were not written: \(failure.message); run the same command "
                    + "again to write them")
        }
    }

    private static func issue(
        _ plan: CheckedPlan, on date: LocalDate, run: String, allowsCuts: Bool, _ request: IssueRequest,
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
                    withholding: plan.withheld, batch: request.batch, program: Program.name, work.connection)
            }
        } catch let error as PostgresError {
            guard error.kind == .outcomeUnknown else { throw error }
            throw Failure.outcomeUnknown(
                error,
                advice:
                    "avoir issue \(work.month) --date \(date) --run \(run)\(request.choice.options) gives this run's result, "
                    + "and issues what it did not")
        }
    }

    /// Something due was left: a detail is missing, a format could not state the note, or another person must approve.
    var isIncomplete: Bool { plan.contains { $0.outcome == .incomplete } || awaitsApproval }
}
