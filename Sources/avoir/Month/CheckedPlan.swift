import Documents
import Postgres
import SLA
import Store

/// A month's plan in which every note can be stated in every format: what none could state is held back.
///
/// The rules are the exporters' own (`NoteOutline.faults`), asked before a note has a number.
struct CheckedPlan {
    let credits: [PlannedCredit]
    let withheld: Withheld
    /// What one format alone could not state.
    let warnings: [MonthWarning]

    /// - Throws: as `Issuing.plan`.
    init(
        _ month: Month, on date: LocalDate, of choice: CreditChoice = .everyone, allowsCuts: Bool,
        _ connection: Connection
    ) throws {
        var withheld = Withheld(of: choice)
        while true {
            let plan = try Issuing.plan(
                month, on: date, allowsCuts: allowsCuts, withholding: withheld, connection)
            let check = PlanCheck(
                plan, try PlannedLine.load(plan, of: month, on: date, connection))
            var isChanged = false
            for (subscription, sentences) in check.faults {
                isChanged = withheld.add(sentences, to: subscription) || isChanged
            }
            // Without the notes that are held back the plan may put others together: they are checked, too.
            guard !isChanged else { continue }
            (credits, warnings) = (plan, check.warnings)
            self.withheld = withheld
            return
        }
    }

    /// What was decided before stands.
    init(decided credits: [PlannedCredit], of choice: CreditChoice) {
        self.credits = credits
        withheld = Withheld(of: choice)
        warnings = []
    }
}

/// The faults of a plan's notes: of each line as a note of its own, then of each note whole.
private struct PlanCheck {
    /// By subscription, in the plan's order.
    private(set) var faults: [(subscription: String, sentences: [String])] = []
    private(set) var warnings: [MonthWarning] = []

    init(_ plan: [PlannedCredit], _ lines: [PlannedLine]) {
        let missing = Dictionary(
            plan.map { ($0.subscription, $0.missing) }, uniquingKeysWith: { first, _ in first })
        var notes: [Int: [PlannedLine]] = [:]
        for line in lines {
            let known = missing[line.subscription] ?? []
            let found = line.outline.faults.filter { fault in
                !(fault.field.inPlan.map(known.contains) ?? false)
            }
            if add(found, to: line.subscription), let note = line.note {
                notes[note, default: []].append(line)
            }
        }
        for (_, lines) in notes.sorted(by: { $0.key < $1.key }) where lines.count > 1 {
            guard let note = NoteOutline(joining: lines.map(\.outline)) else { continue }
            let found = note.faults.filter { !$0.isWarning }
            for line in lines { _ = add(found, to: line.subscription) }
        }
    }

    /// - Returns: whether none of them holds the credit back.
    private mutating func add(_ found: [NoteFault], to subscription: String) -> Bool {
        warnings += found.filter(\.isWarning).map {
            MonthWarning(subscription: subscription, text: $0.sentence)
        }
        let sentences = found.filter { !$0.isWarning }.map(\.sentence)
        if !sentences.isEmpty { faults.append((subscription, sentences)) }
        return sentences.isEmpty
    }
}
