import Messages
import SLA

/// What an entry of the audit log says, in words; all of the same kind begin with the action's name.
struct AuditSentence {
    let entry: AuditEntry

    var text: String {
        let (what, remarks) = entry.action.map(said) ?? (others, [])
        return "\(entry.name): " + ([what] + remarks.compactMap { $0 }).joined(separator: "; ")
    }

    private func said(_ action: AuditAction) -> (String, [String?]) {
        switch action {
        case .approve: return ("plan \(value("plan")) of \(month)", [])
        case .assess:
            let revisions = count("revisions", "new revision")
            return ("\(month), \(revisions), from the imports up to \(value("watermark"))", [])
        case .close: return ("the books up to \(value("until"))", [])
        case .commercial: return ("note \(value("number")), \(money), \(subscription) for \(month)", [reason])
        case .hold, .release: return ("\(subscription) for \(month)", [reason])
        case .import: return imported
        case .issue: return issued
        case .issuer:
            let parts = [("template", "with a template"), ("logo", "with a logo")]
            return ("version \(value("version"))", parts.map { entry.details[$0] == nil ? nil : $1 })
        case .ledger: return ("the name of this ledger is \(value("ledger"))", [])
        case .migrate: return ("the schema is at revision \(value("revision"))", [])
        case .plan where entry.details["subscription"] != nil:
            return (
                "a commercial note of \(subscription) for \(month), \(money), to be dated \(value("issue_date")), as plan "
                    + value("plan"), [reason]
            )
        case .plan:
            return (
                "\(count("notes", "note")) of \(month), \(money) in all, to be dated \(value("issue_date")), as plan "
                    + value("plan"), choice
            )
        case .reject: return ("plan \(value("plan")) of \(month)", [reason])
        case .reverse:
            let internally = entry.details["internal"] == "true" ? "for the books only" : nil
            return (
                "\(value("number")) reverses \(value("reverses")), \(money), by run \(value("run"))",
                [reason, internally]
            )
        case .terms: return ("\(value("terms")) version \(value("version"))", [restated])
        }
    }

    private var imported: (String, [String?]) {
        let what =
            entry.details["undoes"].map { "import \($0) is taken back" }
            ?? "\(value("kind")) from \(value("file"))"
        let counts =
            ["inserted", "updated", "rejected"].map { "\(value($0)) \($0)" }
            + (entry.details["withdrawn"].map { ["\($0) withdrawn"] } ?? [])
        return (
            "\(what) (import \(value("batch"))): \(counts.joined(separator: ", "))",
            [entry.details["profile"].map { "by the profile \($0)" }, restated]
        )
    }

    private var issued: (String, [String?]) {
        let notes = count("notes", "note")
        return (
            "\(notes) of \(month), \(money) in all, dated \(value("issue_date")), by run \(value("run"))",
            choice + [
                entry.details["batch"].map { "taken up by the run of \($0)" },
                entry.details["allows_cuts"] == "false" ? "what exceeds the cap left undecided" : nil,
            ]
        )
    }

    private var choice: [String?] {
        [entry.details["only"].map { "only of \($0)" }, entry.details["except"].map { "not of \($0)" }]
    }

    private func value(_ name: String) -> String { entry.details[name] ?? "unknown" }

    private var month: String { value("month") }
    private var reason: String? { entry.details["reason"] }

    private var restated: String? {
        entry.details["restated"].map {
            "changes the past: \($0.split(separator: " ").joined(separator: ", "))"
        }
    }

    /// `S1 (Client Un SAS)`.
    private var subscription: String {
        value("subscription") + (entry.customerName.map { " (\($0))" } ?? "")
    }

    private func count(_ name: String, _ noun: String) -> String {
        entry.details[name].flatMap { Int($0) }.map { counted($0, noun) } ?? "\(value(name)) \(noun)s"
    }

    /// By currency; the entry itself has one sum.
    private var money: String {
        let text = LocalText(.english)
        if entry.net.count > 1 {
            return entry.net.inOrder.map { "\(text.decimal($0.amount.description)) \($0.currency)" }
                .joined(separator: " and ")
        }
        let cents = (entry.details["total_cents"] ?? entry.details["net_cents"]).flatMap { Int64($0) }
        let amount = cents.map { text.decimal(Cents($0).description) } ?? "an unknown amount"
        return ([amount] + entry.net.keys).joined(separator: " ")
    }

    /// What this avoir has no sentence for.
    private var others: String {
        entry.details.sorted { $0.key.precedes($1.key) }.map { "\($0.key) \($0.value)" }.joined(
            separator: ", ")
    }
}
