import ArgumentParser
import Documents
import Messages
import SLA
import Store

struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approves or rejects a saved plan, as a second person.",
        discussion: """
            avoir issue MONTH --dry-run --save-plan FILE saves a plan, and so does avoir note issue for a commercial note. \
            Where the issuer file says approval: required, --plan FILE issues it only when another login has approved it, neither the one that saved it \
            nor the one that issues it. The database holds to that; the login needs the role avoir_approver.

            Prints what it is about to approve. A plan is approved as long as everything is as it says; when anything changes \
            afterwards, it can no longer be issued, and a new one is saved. A word is final: what was rejected is never issued. \
            Whoever saved a plan may reject it, too.

              avoir approve plan.json --dry-run
              avoir approve plan.json
              avoir approve plan.json --reject --reason 'S-17: the invoice is disputed'
            """)

    @Argument(help: "The file of a saved plan; - is standard input.") var file: String
    @Flag(help: "Reject the plan; it is never issued.") var reject = false
    @Option(help: "Why it is rejected; it is kept for ever, and colleagues read it.") var reason: String?
    @Flag(help: "Show the plan, and what was said of it; record nothing.") var dryRun = false
    @Option(help: "The language of text: fr or en.") var lang: Language?
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard reject == (reason != nil) else {
            throw ValidationError(
                reject ? "--reject needs --reason TEXT" : "--reason goes with --reject; an approval has none")
        }
        if let reason { try KeptText.check(reason, of: "--reason") }
    }

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        var plan = try PlanFile.read(file, on: connection)
        if !dryRun {
            if !reject, plan.verdict == nil, case .embedded = try session.choice() {
                throw Failure(
                    .inputRejected,
                    "the plan must be approved by another person than the one who saved it, and on the embedded database "
                        + "everybody is one login: use a PostgreSQL server with a login for each person "
                        + "(docs/guide/operations.md, Two persons)")
            }
            try SavedPlan.judge(plan.plan, file: plan.content, rejection: reason, connection)
            guard let judged = try SavedPlan.named(plan.plan, on: connection) else { return }
            plan = judged
        }
        let credits = try plan.credits(on: connection)
        try Terminal.result(
            options, json: json(plan),
            text: ApproveText(text: LocalText(session.language(lang)), plan: plan, credits: credits).whole)
    }

    private func json(_ plan: SavedPlan) -> [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.string("plan", plan.plan)
                json.string("month", plan.month.description)
                json.string("commercial", plan.commercial?.order.subscription)
                json.string("issue_date", plan.date.description)
                json.string("saved_by", plan.savedBy)
                json.integer("notes", plan.notes)
                json.money("total", plan.total)
                json.bool("approved", plan.verdict?.approves)
                json.string("reason", plan.verdict?.reason)
                json.string("by", plan.verdict?.by)
                json.bool("issued", plan.isIssued)
            }
        }
    }
}
