import Documents
import Messages
import Postgres
import SLA
import Store

/// What a batch made of one of the months before its own.
struct TakenUpMonth {
    let month: Month
    /// nil: nothing was to be decided, or it failed.
    var issue: IssueResult?
    /// What the plan left, a sentence each.
    var waiting: [(subscription: String, reason: String, inFrench: String)] = []
    /// Whether something is not issued because a detail is missing, or a format could not state it.
    var isIncomplete = false
    /// Credited beyond what is due since facts came in.
    var overcredited: [String] = []
    var failure: Failure?

    /// A line for each credit, and for each that waits.
    func lines(_ text: LocalText) -> [String] {
        var lines: [String] = []
        for credit in issue?.plan ?? [] where credit.credit > .zero {
            let number = issue?.lines.first { $0.subscription == credit.subscription }?.number ?? ""
            lines.append(
                text.say(
                    "\(month) : \(number), \(TerminalText.safe(credit.subscription)), "
                        + text.plainMoney(credit.credit, credit.currency),
                    "\(month): \(number), \(TerminalText.safe(credit.subscription)), \(credit.credit) \(credit.currency)"
                ))
        }
        lines += waiting.map {
            let name = TerminalText.safe($0.subscription)
            return text.say("\(month) : \(name), \($0.inFrench)", "\(month): \(name), \($0.reason)")
        }
        lines += overcredited.map {
            let name = TerminalText.safe($0)
            return text.say(
                "\(month) : \(name), crédité désormais au-delà de ce qui est dû",
                "\(month): \(name), it is overcredited now")
        }
        if let failure {
            lines.append(
                text.say(
                    "\(month) : non repris : \(failure.message)", "\(month): not taken up: \(failure.message)"
                ))
        }
        return lines
    }
}

extension TakenUpMonth {
    func writeMembers(to json: inout JSONWriter) {
        json.string("month", month.description)
        json.strings("notes", issue?.numbers ?? [])
        json.array("waiting") { json in
            for credit in waiting {
                json.object { json in
                    json.string("subscription", credit.subscription)
                    json.string("reason", credit.reason)
                }
            }
        }
        json.strings("overcredited", overcredited)
        json.string("failure", failure?.message)
    }
}

extension MonthSteps {
    /// Takes up what became issuable in so many months before this one: late requests, credits that the cap held.
    ///
    /// A month is assessed where facts came since, and proved where something is to be decided. One that fails leaves
    /// the others alone.
    func takeUp(_ count: Int, on date: LocalDate, allowsCuts: Bool) throws -> [TakenUpMonth] {
        guard count > 0, let first = month.adding(months: -count), let last = month.adding(months: -1)
        else { return [] }
        let open = try OpenMonths.load(first...last, on: connection)
        guard !open.isEmpty else { return [] }
        let changed = try OpenMonths.changed(
            open, zones: TermsVersions.timeZones(connection).map(session.zone), on: connection)
        return try open.map { earlier in
            var taken = TakenUpMonth(month: earlier)
            let steps = MonthSteps(month: earlier, session: session, connection: connection)
            do {
                try steps.takeUp(
                    &taken, for: month, on: date, allowsCuts: allowsCuts, isChanged: changed.contains(earlier)
                )
            } catch let error as PostgresError where error.isConnectionLoss {
                throw error
            } catch {
                guard let failure = Failure(error) else { throw error }
                taken.failure = failure
            }
            return taken
        }
    }

    private func takeUp(
        _ taken: inout TakenUpMonth, for batch: Month, on date: LocalDate, allowsCuts: Bool, isChanged: Bool
    ) throws {
        if try isChanged || !otherZoneData().isEmpty {
            taken.overcredited = try assess().changedAfterIssue.filter(\.isOvercredited).map(\.subscription)
        }
        let plan = try CheckedPlan(month, on: date, allowsCuts: allowsCuts, connection).credits
        taken.waiting = plan.filter { $0.outcome != .credited }.map {
            (
                $0.subscription,
                $0.sentence(in: month, isDryRun: false, namesCustomer: true, LocalText(.english)),
                $0.sentence(in: month, isDryRun: false, namesCustomer: true, LocalText(.french))
            )
        }
        taken.isIncomplete = plan.contains { $0.outcome == .incomplete }
        // What waits as before is neither proved nor decided again.
        guard plan.contains(where: { $0.credit > .zero || $0.cut > .zero || isChanged }) else { return }
        let issue = try IssueResult.run(
            self, IssueRequest(date: date, allowsCuts: allowsCuts, batch: batch, isUnattended: true),
            isAssessed: true)
        if issue.isNew { taken.issue = issue }
        guard issue.awaitsApproval else { return }
        taken.isIncomplete = true
        taken.waiting += issue.plan.filter { $0.credit > .zero }.map {
            (
                $0.subscription,
                "\($0.credit) \($0.currency) waits for an approval (avoir issue \(month) --dry-run --save-plan FILE)",
                "\(LocalText(.french).plainMoney($0.credit, $0.currency)) en attente d’une approbation "
                    + "(avoir issue \(month) --dry-run --save-plan FILE)"
            )
        }
    }
}
