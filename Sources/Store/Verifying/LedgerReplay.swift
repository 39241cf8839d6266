internal import Postgres
internal import SLA

/// The notes applied again one by one, line by line, in the order in which they were issued, from what each one froze.
struct LedgerReplay {
    private(set) var faults: [String] = []
    /// Live credits of each subscription: what a cap's windows add up.
    private var live: [Int32: [Entry]] = [:]
    private let cuts: [SubscriptionMonthKey: [Cut]]

    /// In cents; no invoice has an amount beyond it, and sums of such amounts would overflow.
    private static let amounts: ClosedRange<Int64> = -1_000_000_000_000_000...1_000_000_000_000_000

    init(cuts: [Cut]) {
        let (believed, others) = (cuts.filter(\.isBelieved), cuts.filter { !$0.isBelieved })
        self.cuts = Dictionary(grouping: believed, by: \.of)
        faults = others.map { "a run cut \($0.amount), which cannot be an amount of an invoice" }
    }

    struct SubscriptionMonthKey: Hashable {
        var subscription: Int32
        var month: Int
    }

    /// A final cut by a run.
    struct Cut {
        var of: SubscriptionMonthKey
        /// When, in microseconds.
        var at: Int64
        var amount: Cents

        var isBelieved: Bool { LedgerReplay.amounts.contains(amount.amount) }
    }

    enum Event {
        case note(Note)
        case decision(Decision)

        /// In microseconds.
        var at: Int64 {
            switch self {
            case .note(let note): note.at
            case .decision(let decision): decision.at
            }
        }
    }

    /// The head of a note, and its lines in order.
    struct Note {
        var number: String
        /// When it was issued, in microseconds.
        var at: Int64
        var reverses: String?
        var net: Cents
        var gross: Cents
        var vat: [(rate: Int64, net: Int64, vat: Int64)]
        var lines: [Entry]
    }

    /// A line of a note.
    struct Entry {
        /// The note's number, and which line where it has several.
        var name: String
        var number: String
        var run: String
        /// Whether its document names the subscription and the month that it is of.
        var isNamed: Bool
        var isReversal: Bool
        var of: SubscriptionMonthKey
        /// When it was issued, in microseconds.
        var at: Int64
        var revision: Int32
        var attempt: Int32
        var date: Int
        var net: Cents
        /// The net over VAT rates.
        var parts: [(rate: Int64, net: Int64)]
        var treatment: Terms.VATTreatment
        /// Of the terms that it was assessed under.
        var termsTreatment: Terms.VATTreatment?
        var base: Cents
        var rate: Percentage
        var cap: Cap?
        /// The cap that follows from the note's base.
        var termsCap: Cap?
        var invoices: [(rate: Percentage, amount: Cents)]
        /// The values of that revision's assessment.
        var assessed: (base: Cents, amount: Cents)
        /// The amounts that the run decided to credit and to cut; nil for a reversal.
        var decided: (credit: Cents, cut: Cents)?
        /// The line's own statement of the month's earlier credits, and of cuts before it and by its run.
        var said: (before: [(number: String, net: Int64)], cutBefore: Cents, cut: Cents)

        var isBelieved: Bool {
            let all = [net, base, assessed.base, assessed.amount] + invoices.map(\.amount)
            return all.allSatisfy { LedgerReplay.amounts.contains($0.amount) }
        }
    }

    /// A run's decision on a subscription.
    struct Decision {
        var run: String
        var subscription: String
        var of: SubscriptionMonthKey
        /// When, in microseconds: after its run's notes.
        var at: Int64
        var date: Int
        var outcome: String
        /// The values of the revision's assessment.
        var assessed: Cents
        var due: Cents
        var credited: Cents
        var cut: Cents
        var cap: Cap?
        /// Whether what exceeds the cap waits, by the terms.
        var isHeld: Bool
    }

    struct Cap: Equatable {
        var amount: Cents
        var days: Int
    }

    mutating func apply(_ event: Event) {
        switch event {
        case .decision(let decision): check(decision)
        case .note(let note): apply(note)
        }
    }

    private mutating func apply(_ note: Note) {
        let amounts = [note.net, note.gross] + note.vat.flatMap { [Cents($0.net), Cents($0.vat)] }
        guard note.lines.allSatisfy(\.isBelieved), amounts.allSatisfy({ Self.amounts.contains($0.amount) })
        else {
            return faults.append("\(note.number): holds an amount that no invoice can have")
        }
        for line in note.lines {
            if !line.isNamed {
                faults.append("\(line.name): names a subscription or month other than its own")
            }
            if line.isReversal { reverse(line, of: note) } else { credit(line) }
        }
        checkTotals(note)
    }

    /// R13: what was due, what of it the cap left, and what became of the rest.
    private mutating func check(_ decision: Decision) {
        let all = [
            decision.assessed, decision.due, decision.credited, decision.cut, decision.cap?.amount ?? .zero,
        ]
        guard all.allSatisfy({ Self.amounts.contains($0.amount) }) else { return }
        let others = (live[decision.of.subscription] ?? []).filter { $0.run != decision.run }
        let credited = others.filter { $0.of == decision.of }.map(\.net)
        let cut = (cuts[decision.of] ?? []).filter { $0.at < decision.at }.map(\.amount)
        let due = (credited + cut).reduce(decision.assessed) { $0 - $1 }
        var expected = (credit: due, cut: Cents.zero)
        if let cap = decision.cap {
            let room = cap.amount - Self.used(others, on: decision.date, cap.days)
            let part = max(min(due, room), .zero)
            expected = decision.isHeld ? (due > room ? .zero : due, .zero) : (part, due - part)
        }
        // The customer's details, for lack of which it was left, are not replayed.
        if decision.outcome == "incomplete" { expected = (.zero, .zero) }
        guard decision.due != due || decision.credited != expected.credit || decision.cut != expected.cut
        else { return }
        faults.append(
            "run \(decision.run), \(decision.subscription): it decided \(decision.due) due, \(decision.credited) credited, "
                + "\(decision.cut) cut; right is \(due) due, \(expected.credit) credited, \(expected.cut) cut"
        )
    }

    private mutating func reverse(_ entry: Entry, of note: Note) {
        let found = live[entry.of.subscription]?.firstIndex { $0.cancels(entry) }
        guard let found, let credit = live[entry.of.subscription]?[found], credit.net == entry.net,
            credit.number == note.reverses
        else {
            return faults.append("\(entry.name): does not reverse a live credit of its amount")
        }
        live[entry.of.subscription]?.remove(at: found)
    }

    private mutating func credit(_ entry: Entry) {
        if Cents.credit(entry.rate, of: entry.base) != entry.assessed.amount
            || entry.base != entry.assessed.base
        {
            faults.append("\(entry.name): its base and rate do not give the assessed amount")
        }
        if entry.cap != entry.termsCap {
            faults.append("\(entry.name): its cap differs from that of its terms")
        }
        if entry.treatment != entry.termsTreatment {
            faults.append("\(entry.name): its VAT treatment differs from that of its terms")
        }
        if entry.decided?.credit != entry.net {
            faults.append("\(entry.name): \(entry.net) differs from what its run decided")
        }
        let expected = min(due(entry), room(entry))
        if entry.net != expected {
            faults.append(
                "\(entry.name): \(entry.net) is credited, but \(expected) follows from the assessment and the cap"
            )
        }
        checkVAT(entry)
        checkHistory(entry)
        live[entry.of.subscription, default: []].append(entry)
        checkCap(entry)
    }

    /// The amount that the revision gives, less earlier credits and cuts.
    private func due(_ entry: Entry) -> Cents {
        let credited = (live[entry.of.subscription] ?? []).filter { $0.of == entry.of }.map(\.net)
        let cut = (cuts[entry.of] ?? []).filter { $0.at < entry.at }.map(\.amount)
        return (credited + cut).reduce(entry.assessed.amount) { $0 - $1 }
    }

    /// The room under the cap in the fullest window that contains the entry's date; unbounded without a cap.
    private func room(_ entry: Entry) -> Cents {
        guard let cap = entry.cap else { return Cents(.max) }
        return cap.amount - used(entry, cap)
    }

    /// Checks the line's statement of earlier credits and cuts.
    private mutating func checkHistory(_ entry: Entry) {
        let before = (live[entry.of.subscription] ?? []).filter { $0.of == entry.of }
            .sorted { ($0.date, $0.number) < ($1.date, $1.number) }
        let cut = (cuts[entry.of] ?? []).filter { $0.at < entry.at }.reduce(Cents.zero) { $0 + $1.amount }
        let isRight =
            before.elementsEqual(entry.said.before) { $0.number == $1.number && $0.net.amount == $1.net }
            && entry.said.cutBefore == cut && entry.said.cut == entry.decided?.cut
        if !isRight { faults.append("\(entry.name): what it says was credited and cut before is wrong") }
    }

    private mutating func checkVAT(_ entry: Entry) {
        var weights: [Percentage: Cents] = [:]
        for line in entry.invoices {
            weights[line.rate, default: .zero] = (weights[line.rate] ?? .zero) + line.amount
        }
        let expected =
            entry.treatment == .priceReduction
            ? splitByVAT(entry.net, over: weights.map { (rate: $0.key, amount: $0.value) })
            : [(rate: Percentage.zero, net: entry.net)]
        let parts = expected.map { (rate: $0.rate.millionths, net: $0.net.amount) }
        if !parts.elementsEqual(entry.parts, by: ==) {
            faults.append("\(entry.name): its VAT does not follow from its invoices")
        }
    }

    /// VAT is that of each rate's sum over the lines, rounded once.
    private mutating func checkTotals(_ note: Note) {
        var sums: [Int64: Int64] = [:]
        for part in note.lines.flatMap(\.parts) { sums[part.rate, default: 0] += part.net }
        let expected = sums.keys.sorted(by: >).map { rate in
            let net = Cents(sums[rate] ?? 0)
            let vat = Percentage(millionths: rate).map { Cents.credit($0, of: net) } ?? .zero
            return (rate: rate, net: net.amount, vat: vat.amount)
        }
        let net = note.lines.reduce(Cents.zero) { $0 + $1.net }
        let gross = expected.reduce(net.amount) { $0 + $1.vat }
        if !expected.elementsEqual(note.vat, by: ==) || net != note.net || gross != note.gross.amount {
            faults.append("\(note.number): its totals do not follow from its lines")
        }
    }

    /// R13, over every window that contains the note, which counts already.
    private mutating func checkCap(_ entry: Entry) {
        guard let cap = entry.cap else { return }
        let sum = used(entry, cap)
        if sum > cap.amount {
            faults.append(
                "\(entry.name): \(sum) is credited in \(cap.days) days, but the cap is \(cap.amount)")
        }
    }

    private func used(_ entry: Entry, _ cap: Cap) -> Cents {
        Self.used(live[entry.of.subscription] ?? [], on: entry.date, cap.days)
    }

    /// The most that a window of so many days that contains the date holds.
    private static func used(_ credits: [Entry], on date: Int, _ days: Int) -> Cents {
        let near = credits.filter { abs($0.date - date) < days }
        var most = Cents.zero
        for first in (date - days + 1)...date {
            let window = first..<(first + days)
            most = max(most, near.filter { window.contains($0.date) }.reduce(.zero) { $0 + $1.net })
        }
        return most
    }
}

extension LedgerReplay.Entry {
    fileprivate func cancels(_ reversal: LedgerReplay.Entry) -> Bool {
        of == reversal.of && revision == reversal.revision && attempt == reversal.attempt
    }
}
