import Documents
import Glibc
import Messages
import Postgres
import SLA
import Store

/// A saved plan's file: what people look at, and the way back to what the database saved.
enum PlanFile {
    /// The largest that is read, in bytes.
    private static let limit = 1 << 26

    /// The plan that the file says, exactly as it was saved.
    ///
    /// Throws a `Failure`: 66 for a file that cannot be read, 65 for one that is no saved plan of this database, or is not
    /// as it was saved.
    static func read(_ path: String, on connection: Connection) throws -> SavedPlan {
        let name = path == "-" ? "standard input" : TerminalText.safe(path)
        let text = String(decoding: try InputBytes.whole(path, limit: limit), as: UTF8.self)
        guard
            let id = try? /"plan": "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/.firstMatch(in: text)?
                .output.1
        else {
            throw Failure(
                .inputRejected,
                "\(name): is not a saved plan; avoir issue MONTH --dry-run --save-plan FILE writes one")
        }
        guard let plan = try SavedPlan.named(String(id), on: connection) else {
            throw Failure(.inputRejected, "\(name): this database has no plan \(id)")
        }
        guard plan.content == text else {
            throw Failure(
                .inputRejected,
                "\(name): is not the file that \(TerminalText.safe(plan.savedBy)) saved: \(firstDifference(text, plan.content))"
            )
        }
        return plan
    }

    /// Where a file differs from what was saved.
    private static func firstDifference(_ text: String, _ saved: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let known = saved.split(separator: "\n", omittingEmptySubsequences: false)
        let place = zip(lines, known).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        guard let place else { return lines.count < known.count ? "its end is missing" : "it goes on longer" }
        func shown(_ line: Substring) -> String {
            TerminalText.quoted(line.drop { $0 == " " }.utf8, limit: 80)
        }
        return "line \(place + 1) says \(shown(lines[place])), saved was \(shown(known[place]))"
    }
}

extension IssueResult {
    /// The file that says the plan, which must be a dry run's and have its name.
    func planContent(ledger: String) -> String {
        let bytes = JSONWriter.whole { json in
            json.object { json in
                json.string("schema", "avoir.plan/1")
                json.string("ledger", ledger)
                writeMembers(to: &json)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension IssueResult {
    /// Saves the plan, in the database and then in a file.
    mutating func save(in path: String, _ work: MonthSteps) throws {
        let file = try OutputFile(path)
        let name = try Issuing.newRun(work.connection)
        planName = name
        let content = planContent(ledger: try Anchor.ledger(work.connection))
        try work.step("saving", loss: "nothing is saved") {
            try SavedPlan.save(
                name, month, on: date, withholding: withheld, content: content, program: Program.name,
                work.connection)
        }
        try file.write(Array(content.utf8))
        try file.finish()
    }
}

extension IssueResult {
    /// That another person must approve, and where a plan was saved.
    func planLines(savedIn file: String?, _ text: LocalText) -> [String] {
        var lines: [String] = []
        if awaitsApproval {
            lines += [
                "",
                text.say(
                    "Une approbation est nécessaire : l’émetteur exige qu’une autre personne approuve ce qui est émis.",
                    "An approval is needed: the issuer requires that another person approves what is issued."),
                IssueRequest.steps(in: month, text) + ".",
            ]
        }
        if let file, let planName {
            lines += [
                "",
                text.say(
                    "Plan \(planName) enregistré dans \(TerminalText.safe(file)).",
                    "Plan \(planName) saved in \(TerminalText.safe(file))."),
                text.say(
                    "Pour émettre exactement ce plan, ou rien : avoir issue \(month) --plan FILE",
                    "Exactly it, or nothing, is issued by: avoir issue \(month) --plan FILE"),
            ]
        }
        return lines
    }
}

extension SavedPlan {
    /// Why the plan is not issued. - Parameter differences: a sentence each.
    func failure(of differences: [String]) -> Failure {
        let shown =
            differences.prefix(20) + (differences.count > 20 ? ["and \(differences.count - 20) more"] : [])
        return Failure(
            .inputRejected,
            "nothing is issued: the plan that \(TerminalText.safe(savedBy)) saved no longer holds\n"
                + shown.map { "  \($0)" }.joined(separator: "\n")
                + "\nsave it again: avoir issue \(month) --dry-run --save-plan FILE")
    }

    /// What has changed between the plan as it was saved and as it would be now, a sentence each.
    func differences(from now: [PlannedCredit], on connection: Connection) throws -> [String] {
        let saved = try credits(on: connection)
        let current = Dictionary(now.map { ($0.subscription, $0) }, uniquingKeysWith: { first, _ in first })
        var sentences: [String] = []
        for credit in saved {
            let name = TerminalText.safe("\(credit.subscription) (\(credit.customerName))")
            guard let found = current[credit.subscription] else {
                sentences.append("\(name): \(credit.said) was planned, now nothing is due")
                continue
            }
            let said = Credit(found)
            if credit != said {
                sentences.append("\(name): \(credit.said) was planned, now it is \(said.said)")
            }
        }
        let known = Set(saved.map(\.subscription))
        for credit in now where !known.contains(credit.subscription) {
            let name = TerminalText.safe("\(credit.subscription) (\(credit.customerName))")
            sentences.append("\(name): nothing was planned, now it is \(Credit(credit).said)")
        }
        return sentences
    }
}

extension SavedPlan.Credit {
    /// `50.00 EUR credited`, `0.00 EUR, on hold`.
    fileprivate var said: String {
        let state =
            outcome == .credited || outcome == .cut ? "" : ", \(outcome.rawValue.replacing("_", with: " "))"
        return "\(credit) \(currency)\(state)"
    }
}
