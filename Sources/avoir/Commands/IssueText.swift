import Documents
import Messages
import SLA
import Store

extension IssueResult {
    /// - Parameter file: where the plan was saved.
    func text(savedIn file: String? = nil) -> String {
        let credits = plan.filter { $0.credit > .zero }
        let verb = isDryRun ? "would be issued" : "issued"
        let count = isDryRun ? Set(plan.compactMap(\.note)).count : numbers.count
        var lines = ["\(month), issue date \(date): \(counted(count, "credit note")) \(verb)"]
        if let only = choice.only {
            lines += ["only of \(only.joined(separator: ", ")); what is due to others stays due"]
        }
        if let except = choice.except {
            lines += ["not of \(except.joined(separator: ", ")): what is due to them stays due"]
        }
        lines += creditLines(credits)
        lines += cutLines
        if let before, let first = before.notes.first, let last = before.notes.last {
            let numbers = first == last ? first : "\(first) to \(last)"
            lines += ["", "Already issued on that date: \(numbers), by run \(before.run)"]
        }
        let decided = Set(plan.map(\.subscription) + refusals.map(\.subscription))
        let idle = (choice.only ?? []).filter { !decided.contains($0) }
        if !refusals.isEmpty || !idle.isEmpty {
            lines += ["", "Not credited:"] + idle.map { "  \(TerminalText.safe($0))  nothing is due" }
            var table = Table([.left, .left, .left])
            for entry in refusals {
                table.add([
                    entry.subscription, TerminalText.cut(entry.customerName, to: 32),
                    "\(entry.status.rawValue): \(entry.reason)",
                ])
            }
            lines += table.lines(indent: 2)
        }
        lines += planLines(savedIn: file)
        if !warnings.isEmpty {
            lines += ["", "Warnings:"]
            var table = Table([.left, .left])
            for warning in warnings { table.add([warning.subscription, warning.text]) }
            lines += table.lines(indent: 2)
        }
        if !anchors.isEmpty {
            lines += ["", "Anchors (kept in anchors.log):"]
            lines += anchors.map { "  \($0.chain) \($0.no) \($0.hash)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func creditLines(_ credits: [PlannedCredit]) -> [String] {
        guard !credits.isEmpty else { return [] }
        var table = Table([.left, .left, .right, .right, .left, .left])
        let numbers = numberOfSubscription
        for credit in credits {
            let cut = credit.cut > .zero ? "cut by \(credit.cut) (R13)" : ""
            let supplement = credit.credited > .zero ? "supplements \(credit.credited)" : ""
            table.add([
                numbers[credit.subscription] ?? "", credit.subscription, credit.credit.description,
                credit.currency, TerminalText.cut(credit.customerName, to: 32),
                [supplement, cut].filter { !$0.isEmpty }.joined(separator: ", "),
            ])
        }
        return Array(table.lines(indent: 2)) + ["  \(Self.total(of: credits.map(SavedPlan.Credit.init)))"]
    }

    /// `in all 75.00 EUR before tax`
    static func total(of credits: [SavedPlan.Credit]) -> String {
        var totals: [String: Cents] = [:]
        for credit in credits {
            totals[credit.currency] = (totals[credit.currency] ?? .zero) + credit.credit
        }
        let sums = totals.keys.sorted().map { "\(totals[$0] ?? .zero) \($0)" }
        return "in all \(sums.joined(separator: ", ")) before tax"
    }

    /// The credits that the cap, a missing detail or a VAT rate holds back.
    private var cutLines: [String] {
        // Why a month is on hold stands under what is not credited.
        let kept = plan.filter { ![.credited, .onHold].contains($0.outcome) }
        guard !kept.isEmpty else { return [] }
        var table = Table([.left, .left, .left])
        for credit in kept {
            table.add([
                credit.subscription, TerminalText.cut(credit.customerName, to: 32),
                Self.sentence(credit, in: month, isDryRun: isDryRun),
            ])
        }
        return ["", "Not credited in full:"] + Array(table.lines(indent: 2))
    }

    /// What became of a credit that is due.
    static func sentence(_ credit: PlannedCredit, in month: Month, isDryRun: Bool) -> String {
        let cap = "the cap of \(credit.cap ?? .zero) \(credit.currency) in \(credit.capDays ?? 0) days"
        let could = isDryRun ? "could be" : "could have been"
        let later = credit.firstFreeDate.map { "; on or after \($0) all of it \(could) credited" } ?? ""
        switch credit.outcome {
        case .credited: return "credited"
        case .cut:
            let cuts = isDryRun ? "would cut" : "cuts"
            return "\(cap), \(credit.used) of it used, \(cuts) \(credit.cut) of the \(credit.due) due\(later)"
        case .cappedOut:
            let credited = isDryRun ? "would be credited" : "is credited"
            return
                "\(cap) is used up (\(credit.used)), so nothing of the \(credit.due) due \(credited)\(later)"
        case .held:
            let day = credit.firstFreeDate.map { ": the first day with room is \($0)" } ?? ""
            return "\(credit.due) \(isDryRun ? "would wait" : "waits") for room under \(cap)\(day)"
        case .undecided:
            let cut = credit.due - max((credit.cap ?? .zero) - credit.used, .zero)
            let day = credit.firstFreeDate.map { "; on or after \($0) all of it can be credited" } ?? ""
            return
                "left undecided: \(cap), \(credit.used) of it used, would cut \(cut) of the \(credit.due) due, "
                + "and only a person cuts (avoir issue \(month), or --allow-cuts)\(day)"
        case .needsReversal:
            return
                "no supplement for the \(credit.due) due: at one VAT rate the whole credit has less than is "
                + "credited; reverse the month's notes, then all of it can be credited (R14)"
        case .onHold:
            return "\(credit.due) due, on hold: avoir release lets it be credited"
        case .incomplete:
            return "\(credit.customer) (\(credit.customerName)), not issued: \(credit.incompleteness)"
        }
    }

    /// A run has one line for a subscription.
    private var numberOfSubscription: [String: String] {
        Dictionary(lines.map { ($0.subscription, $0.number) }, uniquingKeysWith: { first, _ in first })
    }

    /// The notes' numbers, in order.
    var numbers: [String] {
        lines.map(\.number).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    var json: [UInt8] { JSONWriter.whole { json in json.object { writeMembers(to: &$0) } } }

    func writeMembers(to json: inout JSONWriter) {
        let numberOfSubscription = numberOfSubscription
        json.string("plan", planName)
        json.string("month", month.description)
        json.string("issue_date", date.description)
        json.bool("dry_run", isDryRun)
        json.strings("only", choice.only)
        json.strings("except", choice.except)
        json.array("credits") { json in
            for credit in plan { write(credit, numberOfSubscription[credit.subscription], to: &json) }
        }
        json.strings("notes", numbers)
        json.string("run_before", before?.run)
        json.strings("notes_before", before?.notes ?? [])
        json.array("refused") { json in
            for entry in refusals {
                json.object { json in
                    json.string("subscription", entry.subscription)
                    json.string("status", entry.status.rawValue)
                    json.string("reason", entry.reason)
                }
            }
        }
        json.array("warnings") { json in
            for warning in warnings {
                json.object { json in
                    json.string("subscription", warning.subscription)
                    json.string("warning", warning.text)
                }
            }
        }
        json.array("anchors") { json in
            for anchor in anchors {
                json.object { json in
                    json.string("chain", anchor.chain)
                    json.integer("no", Int(anchor.no))
                    json.string("hash", anchor.hash)
                }
            }
        }
    }

    private func write(_ credit: PlannedCredit, _ number: String?, to json: inout JSONWriter) {
        json.object { json in
            json.string("subscription", credit.subscription)
            json.string("customer", credit.customer)
            json.string("customer_name", credit.customerName)
            json.integer("revision", credit.revision)
            json.string("outcome", credit.outcome.rawValue)
            json.money("due", credit.due)
            json.money("credit", credit.credit)
            json.money("cut_by_cap", credit.cut)
            json.money("cap", credit.cap)
            json.money("cap_used", credit.used)
            json.string("currency", credit.currency)
            json.string("first_free_date", credit.firstFreeDate?.description)
            json.string("number", number)
            json.strings("missing", credit.missing)
        }
    }
}
