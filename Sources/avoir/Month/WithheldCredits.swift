import Documents
import Messages
import Postgres
import SLA
import Store

/// A subscription's month without a credit note, though its target was missed or too much is credited.
struct WithheldCredit: Sendable {
    let subscription: String
    let customerName: String
    let status: CreditStatus
    /// In English, as programs read it.
    let reason: String
    private let reasonInFrench: String

    /// nil when nothing stands between a missed target and a credit note.
    init?(_ entry: ReportEntry) {
        switch entry.status {
        case .provisional, .onHold:
            guard entry.statement.isMet == false else { return nil }
        case .awaitingRequest, .expired, .awaitingInvoice, .nothingDue, .cappedOut, .overcredited,
            .heldByCap:
            break
        default: return nil
        }
        subscription = entry.facts.subscription
        customerName = entry.customerName ?? ""
        status = entry.status
        reason = entry.statusSentence
        reasonInFrench = entry.statusSentence(in: .french)
    }

    /// The status and its reason.
    func text(_ language: Language) -> String {
        language == .french ? reasonInFrench : "\(status.rawValue): \(reason)"
    }
}

/// What somebody should look at.
struct MonthWarning: Sendable {
    let subscription: String
    /// In English, as programs read it.
    let text: String
    private let textInFrench: String

    init(subscription: String, text: String, inFrench: String? = nil) {
        self.subscription = subscription
        self.text = text
        textInFrench = inFrench ?? text
    }

    func text(_ language: Language) -> String { language == .french ? textInFrench : text }
}

/// The withheld credits of a month, as its assessments and the ledger stood.
struct WithheldCredits {
    /// In the order of the subscriptions' names.
    fileprivate(set) var credits: [WithheldCredit] = []
    fileprivate(set) var warnings: [MonthWarning] = []
    /// The ledger that they were taken from.
    fileprivate(set) var standings: [Int32: LedgerPosition]
    /// How many assessments they were taken from.
    fileprivate(set) var assessments = 0

    fileprivate mutating func add(_ found: Found) {
        if let credit = found.credit { credits.append(credit) }
        warnings += found.warnings
    }

    /// Of one subscription.
    fileprivate struct Found: Sendable {
        var credit: WithheldCredit?
        var warnings: [MonthWarning]

        init(_ entry: ReportEntry) {
            credit = WithheldCredit(entry)
            warnings = zip(entry.warnings, entry.warnings(in: .french)).map {
                MonthWarning(subscription: entry.facts.subscription, text: $0, inFrench: $1)
            }
        }
    }
}

extension MonthSteps {
    /// Proves the month and lists its withheld credits in one pass; a month whose two proofs differ is not credited.
    ///
    /// - Parameter kept: keeps the facts for the reports; nil: they are not kept.
    func prove(keeping kept: FactsByRun?) throws -> WithheldCredits {
        let (result, withheld) = try step("proving", loss: "nothing is changed") {
            try connection.transaction(.repeatableRead, readOnly: true) {
                let standings = try LedgerPosition.load(month, on: connection)
                let names = try CustomerNames.load(on: connection)
                var withheld = WithheldCredits(standings: standings)
                let result = try Proof.verify(month, on: connection, keeping: kept, zone: session.zone) {
                    let standing = standings[$0.month.key]
                    return $0.isShown(standing)
                        ? WithheldCredits.Found($0.entry(standing).naming(names)) : nil
                } _: {
                    if let found = $0 { withheld.add(found) }
                }
                withheld.assessments = result.compared
                return (result, withheld)
            }
        }
        guard result.disagreements.isEmpty else {
            throw Failure(
                .failure,
                "the two proofs of \(month) differ on \(counted(result.disagreements.count, "point")), so nothing is "
                    + "issued; see: avoir verify \(month)")
        }
        return withheld
    }

    /// The withheld credits as they are now: those that the proof listed, unless the ledger has changed meanwhile.
    ///
    /// Throws a `Failure` when nothing is assessed.
    func withheldCredits(
        _ proven: WithheldCredits?
    ) throws -> (credits: [WithheldCredit], warnings: [MonthWarning]) {
        if let proven, proven.assessments > 0,
            try proven.standings == LedgerPosition.load(month, on: connection)
        {
            return (proven.credits, proven.warnings)
        }
        var found = WithheldCredits(standings: [:])
        try entries { found.add(WithheldCredits.Found($0)) }
        return (found.credits, found.warnings)
    }
}
