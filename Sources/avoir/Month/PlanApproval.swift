import Documents
import Messages
import SLA
import Store

extension IssueRequest {
    /// Throws a `Failure` (65) where another person must approve first, or has rejected.
    func requireApproval(_ approval: Approval, in month: Month) throws {
        guard let plan else {
            guard approval == .required, !isDryRun, !isUnattended else { return }
            throw Failure(
                .inputRejected,
                "an approval is needed: the issuer requires that another person approves what is issued. "
                    + "\(IssueRequest.steps(in: month))")
        }
        try plan.requireApproval(approval)
    }

    /// What to do where an approval is needed.
    static func steps(in month: Month, _ text: LocalText = LocalText(.english)) -> String {
        text.say(
            "Enregistrez le plan (avoir issue \(month) --dry-run --save-plan FILE), faites-le approuver par une autre "
                + "personne (avoir approve FILE), puis émettez-le (avoir issue \(month) --plan FILE)",
            "Save the plan (avoir issue \(month) --dry-run --save-plan FILE), let another login approve it (avoir approve "
                + "FILE), then issue it (avoir issue \(month) --plan FILE)")
    }
}

extension SavedPlan {
    /// Issues it.
    var command: String {
        commercial == nil ? "avoir issue \(month) --plan FILE" : "avoir note issue --plan FILE"
    }

    /// Throws a `Failure` (65) where another person must approve first, or has rejected.
    func requireApproval(_ approval: Approval) throws {
        guard !isIssued else { return }
        if let verdict, !verdict.approves {
            throw Failure(
                .inputRejected,
                "the plan was rejected by \(TerminalText.safe(verdict.by)): \(TerminalText.safe(verdict.reason ?? ""))"
            )
        }
        if approval == .required, verdict == nil {
            throw Failure(
                .inputRejected,
                "an approval is needed: nobody has approved the plan of \(TerminalText.safe(savedBy)) yet; "
                    + "another person runs: avoir approve FILE")
        }
    }
}
