import ArgumentParser
import Documents
import Intake
import Messages
import Postgres
import SLA
import Store

struct NoteIssueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Issues a commercial credit note on an invoiced month: a refund, a gesture.",
        discussion: """
            For what the terms do not give: a refund in the form of a credit note, a gesture of goodwill. The note is \
            numbered, chained, frozen, exported and reversed like the others, but stands outside the terms: it changes \
            no status, uses no room under a cap, and reduces no credit that the terms give later.

            The amount is before tax, in the currency of the month's invoices: 25.00 is 25.00 EUR and the VAT on it. It \
            is never above what was invoiced for the subscription and month less all that stands credited of it, at \
            each VAT rate, too. It is split over the VAT rates in proportion to what is left at each.

            The reason is printed on the note and on the e-invoice; --internal-reason keeps one for the books only. The \
            VAT is credited with the price, as the law asks for a price that is reduced afterwards; with --vat-treatment \
            net_of_tax the note leaves the VAT as it was invoiced ("avoir net de taxe").

            The date follows the rules of all notes: not in the future, not before the month's end, the invoice, or the \
            last note of the series or the subscription, and not in closed books. A month on hold may have such a note: \
            a hold is for what the terms give.

            Where the issuer requires approval, --dry-run --save-plan saves the note as a plan, avoir approve approves it \
            as another person, and --plan alone issues exactly it.

              avoir note issue SUB-0001 2026-10 --amount 25.00 --reason "Geste commercial du 20 novembre"
              avoir note issue --plan geste.json
            """)

    /// What a commercial note does with VAT: it reduces a price, so it is never an indemnity.
    enum Treatment: String, CaseIterable, ExpressibleByArgument {
        case priceReduction = "price_reduction"
        case netOfTax = "net_of_tax"
    }

    @Argument(help: "The subscription's id.") var subscription: String?
    @Argument(help: "The invoiced month, e.g. 2026-10.") var month: Month?
    @Option(help: "The amount before tax, e.g. 25.00, in the currency of the month's invoices.") var amount:
        String?
    @Option(help: "The reason, which is printed on the note.") var reason: String?
    @Option(help: ArgumentHelp("The issue date; today by default.", valueName: "date"))
    var date: LocalDate?
    @Option(help: ArgumentHelp("A reason for the books, which is not printed.", valueName: "text"))
    var internalReason: String?
    @Option(help: "price_reduction, the default, or net_of_tax.") var vatTreatment: Treatment?
    @Flag(help: "Show the note that would be issued; issue nothing.") var dryRun = false
    @Option(
        help: ArgumentHelp(
            "With --dry-run: save the note as a plan in this file, for --plan and avoir approve.",
            valueName: "file"))
    var savePlan: String?
    @Option(help: ArgumentHelp("Issue exactly this saved plan, which says all of it.", valueName: "file"))
    var plan: String?
    @Option(
        name: .customLong("run"),
        help: ArgumentHelp(
            "A UUID that names this note; repeating it gives the same note.", valueName: "uuid"))
    var runName: String?
    @Option(help: "The language of text: fr or en.") var lang: Language?
    @OptionGroup var options: GlobalOptions

    private static let lacking =
        "a commercial note needs SUBSCRIPTION MONTH --amount A --reason TEXT, or --plan FILE"

    func validate() throws {
        guard savePlan == nil || dryRun else {
            throw ValidationError("--save-plan goes with --dry-run: it saves what would be issued")
        }
        if plan != nil {
            let others: [Any?] = [
                subscription, month, amount, reason, date, internalReason, vatTreatment, runName, savePlan,
            ]
            guard others.allSatisfy({ $0 == nil }), !dryRun else {
                throw ValidationError("--plan says all of the note already; leave out everything else")
            }
            return
        }
        guard subscription != nil, month != nil, amount != nil, let reason else {
            throw ValidationError(Self.lacking)
        }
        try KeptText.check(reason, of: "--reason")
        if let internalReason { try KeptText.check(internalReason, of: "--internal-reason") }
        if let runName { try RunName.check(runName) }
        _ = try cents()
    }

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let saved = try plan.map { try PlanFile.read($0, on: connection) }
        let order = try order(saved, session)
        _ = try Session.key(ofSubscription: order.subscription, on: connection)
        guard let issuer = try IssuerVersion.current(connection)?.issuer else {
            throw Failure(.configurationInvalid, IssueRefusal.noIssuer.description)
        }
        if let saved {
            try saved.requireApproval(issuer.approval)
        } else if issuer.approval == .required, !dryRun {
            throw Failure(
                .inputRejected,
                "an approval is needed: the issuer requires that another person approves what is issued. Save the plan "
                    + "(avoir note issue \(TerminalText.safe(order.subscription)) \(order.month) … --dry-run --save-plan FILE), "
                    + "let another login approve it (avoir approve FILE), then issue it (avoir note issue --plan FILE)"
            )
        }
        try AnchorLog(session).requireCurrent(connection)
        try Guards.require(connection)
        let run = try saved?.plan ?? runName ?? Issuing.newRun(connection)
        let note = try issue(order, run: run, connection)
        for warning in try note.warnings(on: connection) { Terminal.warning(warning) }
        if dryRun { session.remark("dry run: nothing is issued; the note would be") }
        if let savePlan { try save(note, order, in: savePlan, session, connection) }
        try Terminal.result(
            options, json: NoteSummary.document(note),
            text: NoteSummary.text(note, in: session.language(lang)))
        guard !dryRun else { return }
        let anchors = try AnchorLog(session).append(connection, at: session.now())
        let lines = anchors.map { "anchor: \($0.chain) \($0.no) \($0.hash)\n" }.joined()
        if !options.json { try Terminal.result(lines) }
    }

    /// What the command line or the plan asks for.
    private func order(_ saved: SavedPlan?, _ session: Session) throws -> CommercialIssuing.Order {
        if let saved {
            guard let commercial = saved.commercial else {
                throw Failure(
                    .usage, "the plan is of credits under the terms; issue it: \(saved.command)")
            }
            return commercial.order
        }
        guard let subscription, let month, let reason else { throw ValidationError(Self.lacking) }
        return CommercialIssuing.Order(
            subscription: subscription, month: month, date: try session.issueDate(date), amount: try cents(),
            treatment: vatTreatment == .netOfTax ? .netOfTax : .priceReduction, reason: reason,
            internalReason: internalReason)
    }

    private func save(
        _ note: CreditNote, _ order: CommercialIssuing.Order, in path: String, _ session: Session,
        _ connection: Connection
    ) throws {
        let file = try OutputFile(path)
        let name = try Issuing.newRun(connection)
        let content = CommercialPlanFile.content(
            of: note, order, plan: name, ledger: try Anchor.ledger(connection))
        try SavedPlan.save(name, order, content: content, program: Program.name, connection)
        try file.write(Array(content.utf8))
        try file.finish()
        session.remark(
            "plan \(name) saved in \(TerminalText.safe(path)); exactly it is issued by: avoir note issue --plan FILE"
        )
    }

    private func issue(
        _ order: CommercialIssuing.Order, run: String, _ connection: Connection
    ) throws -> CreditNote {
        do {
            return try CommercialIssuing.issue(
                order, run: run, isDryRun: dryRun, program: Program.name, connection
            ) { note in
                // Every rule of every format, before anything is final.
                let sentences = NoteOutline(note).faults.filter { !$0.isWarning }.map(\.sentence)
                guard sentences.isEmpty else {
                    throw Failure(
                        .inputRejected,
                        TerminalText.safe("nothing is issued: \(sentences.joined(separator: "; "))"))
                }
            }
        } catch let error as PostgresError {
            guard error.kind == .outcomeUnknown else { throw error }
            throw Failure.outcomeUnknown(
                error,
                advice: plan == nil
                    ? "the same command with --run \(run) gives this note, or issues it where it was not"
                    : "the same command gives this note, or issues it where it was not")
        }
    }

    /// More than zero, with two decimals at most.
    private func cents() throws -> Cents {
        let amount = amount ?? ""
        switch TypedAmount(amount) {
        case .cents(let cents) where cents > 0: return Cents(cents)
        case .cents: throw ValidationError("--amount must be more than zero: \(TerminalText.safe(amount))")
        case .fault(let reason): throw ValidationError("--amount \(reason): \(TerminalText.safe(amount))")
        }
    }
}
