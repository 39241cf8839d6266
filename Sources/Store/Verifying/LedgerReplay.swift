internal import Postgres
internal import SLA

/// The notes applied again one by one, line by line, in the order in which they were issued, from what each one froze.
struct LedgerReplay {
    var faults: [String] = []
    /// Live credits of each subscription.
    var live: [Int32: [Entry]] = [:]
    /// Live commercial notes of each subscription's month.
    var commercial: [SubscriptionMonthKey: [CommercialEntry]] = [:]
    /// Credits and reversals of each subscription: what a cap's windows add up.
    private var windows: [Int32: CapWindows] = [:]
    /// What runs cut, in the order of their decisions.
    private var cuts: [SubscriptionMonthKey: [CapCut]] = [:]
    /// Of each subscription's last line.
    var lastDates: [Int32: Int] = [:]
    /// The months that are on hold.
    private var held: Set<SubscriptionMonthKey> = []

    mutating func apply(_ event: Event) {
        switch event {
        case .decision(let decision): check(decision)
        case .note(let note): apply(note)
        case .hold(let hold):
            if hold.isRelease { held.remove(hold.of) } else { held.insert(hold.of) }
        }
    }

    private mutating func apply(_ note: Note) {
        let amounts = [note.net, note.gross] + note.vat.flatMap { [Cents($0.net), Cents($0.vat)] }
        guard note.lines.allSatisfy(\.isBelieved), note.commercial?.isBelieved ?? true,
            amounts.allSatisfy({ Self.amounts.contains($0.amount) })
        else {
            return faults.append("\(note.number): holds an amount that no invoice can have")
        }
        if let commercial = note.commercial { apply(commercial, of: note) }
        for line in note.lines {
            if !line.isNamed {
                faults.append("\(line.name): names a subscription or month other than its own")
            }
            if let last = lastDates[line.of.subscription], line.date < last {
                faults.append("\(line.name): is dated before the last note of its subscription")
            }
            lastDates[line.of.subscription] = line.date
            if line.isReversal { reverse(line, of: note) } else { credit(line) }
            windows[line.of.subscription, default: CapWindows()].add(line)
            if !line.isReversal { checkCap(line) }
        }
        if let fault = note.totalsFault { faults.append(fault) }
    }

    /// R13: what was due, what of it the cap left, and what became of the rest.
    private mutating func check(_ decision: Decision) {
        guard decision.isBelieved else {
            return faults.append(
                "run \(decision.run), \(decision.subscription): decided on an amount that no invoice can have"
            )
        }
        let before = (live[decision.of.subscription] ?? []).filter {
            $0.of == decision.of && $0.run != decision.run
        }.reduce(Cents.zero) { $0 + $1.net }
        let due = (cuts[decision.of] ?? []).left(of: decision.assessed) - before
        let used = most(of: decision.of, on: decision.date, decision.cap, without: decision.run)
        let room = decision.cap.map { $0.amount - used } ?? due
        let expected = decision.expected(
            due: due, room: room, isOnHold: held.contains(decision.of))
        if decision.cut > .zero {
            let left = decision.before + decision.credited
            cuts[decision.of, default: []].append(
                CapCut(amount: decision.assessed, cut: decision.cut, left: left))
        }
        guard
            decision.before != before || decision.due != due || decision.used != max(used, .zero)
                || decision.outcome != expected.outcome || decision.credited != expected.credit
                || decision.cut != expected.cut
        else { return }
        faults.append(
            "run \(decision.run), \(decision.subscription): it decided \(decision.due) due beside \(decision.before), "
                + "\(decision.outcome), \(decision.credited) credited, \(decision.cut) cut, \(decision.used) of the cap "
                + "used; right is \(due) due beside \(before), \(expected.outcome), \(expected.credit) credited, "
                + "\(expected.cut) cut, \(max(used, .zero)) used")
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
        if entry.base != entry.assessed.base || !entry.isEarned {
            faults.append("\(entry.name): its base and what it earned do not give the assessed amount")
        }
        if entry.cap != entry.termsCap {
            faults.append("\(entry.name): its cap differs from that of its terms")
        }
        if entry.treatment != entry.termsTreatment {
            faults.append("\(entry.name): its VAT treatment differs from that of its terms")
        }
        if held.contains(entry.of) {
            faults.append("\(entry.name): is of a month that was on hold")
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
        if entry.invoices.contains(where: { $0.date > entry.date }) {
            faults.append("\(entry.name): is dated before an invoice that it corrects")
        }
        if let fault = entry.vatFault(after: before(entry)) { faults.append(fault) }
        checkHistory(entry)
        live[entry.of.subscription, default: []].append(entry)
    }

    /// The month's live credits.
    private func before(_ entry: Entry) -> [Entry] {
        (live[entry.of.subscription] ?? []).filter { $0.of == entry.of }
    }

    /// What earlier cuts leave of the revision's amount, less earlier credits.
    private func due(_ entry: Entry) -> Cents {
        before(entry).reduce((cuts[entry.of] ?? []).left(of: entry.assessed.amount)) { $0 - $1.net }
    }

    /// The room under the cap in the fullest window that contains the entry's date; unbounded without a cap.
    private func room(_ entry: Entry) -> Cents {
        guard let cap = entry.cap else { return Cents(.max) }
        return cap.amount - most(of: entry.of, on: entry.date, cap)
    }

    /// Checks the line's statement of earlier credits and cuts.
    private mutating func checkHistory(_ entry: Entry) {
        let before = before(entry).sorted { ($0.date, $0.number) < ($1.date, $1.number) }
        let cut = entry.assessed.amount - (cuts[entry.of] ?? []).left(of: entry.assessed.amount)
        let isRight =
            before.elementsEqual(entry.said.before) { $0.number == $1.number && $0.net.amount == $1.net }
            && entry.said.cutBefore == cut && entry.said.cut == entry.decided?.cut
        if !isRight { faults.append("\(entry.name): what it says was credited and cut before is wrong") }
    }

    /// R13, over every window that contains the note, which counts already.
    private mutating func checkCap(_ entry: Entry) {
        guard let cap = entry.cap,
            let sum = windows[entry.of.subscription]?.most(on: entry.date, cap.days)
        else { return }
        if sum > cap.amount {
            faults.append(
                "\(entry.name): \(sum) is credited in \(cap.days) days, but the cap is \(cap.amount)")
        }
    }

    /// What the fullest window that contains the date holds for a further credit of the month.
    private func most(
        of key: SubscriptionMonthKey, on date: Int, _ cap: Cap?, without run: String? = nil
    ) -> Cents {
        guard let cap else { return .zero }
        return (windows[key.subscription] ?? CapWindows()).most(
            on: date, cap.days, forCreditOf: key.month, cap: cap.amount, without: run)
    }
}
