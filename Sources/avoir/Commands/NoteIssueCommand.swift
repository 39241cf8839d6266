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

              avoir note issue SUB-0001 2026-10 --amount 25.00 --reason "Geste commercial du 20 novembre"
            """)

    /// What a commercial note does with VAT: it reduces a price, so it is never an indemnity.
    enum Treatment: String, CaseIterable, ExpressibleByArgument {
        case priceReduction = "price_reduction"
        case netOfTax = "net_of_tax"
    }

    @Argument(help: "The subscription's id.") var subscription: String
    @Argument(help: "The invoiced month, e.g. 2026-10.") var month: Month
    @Option(help: "The amount before tax, e.g. 25.00, in the currency of the month's invoices.") var amount:
        String
    @Option(help: "The reason, which is printed on the note.") var reason: String
    @Option(help: ArgumentHelp("The issue date; today by default.", valueName: "date"))
    var date: LocalDate?
    @Option(help: ArgumentHelp("A reason for the books, which is not printed.", valueName: "text"))
    var internalReason: String?
    @Option(help: "price_reduction or net_of_tax.") var vatTreatment: Treatment = .priceReduction
    @Flag(help: "Show the note that would be issued; issue nothing.") var dryRun = false
    @Option(
        name: .customLong("run"),
        help: ArgumentHelp(
            "A UUID that names this note; repeating it gives the same note.", valueName: "uuid"))
    var runName: String?
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        try KeptText.check(reason, of: "--reason")
        if let internalReason { try KeptText.check(internalReason, of: "--internal-reason") }
        if let runName { try RunName.check(runName) }
        _ = try cents()
    }

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        _ = try Session.key(ofSubscription: subscription, on: connection)
        guard try IssuerVersion.current(connection) != nil else {
            throw Failure(.configurationInvalid, IssueRefusal.noIssuer.description)
        }
        try AnchorLog(session).requireCurrent(connection)
        try Guards.require(connection)
        let note = try issue(session, connection)
        for warning in try warnings(note, connection) { Terminal.warning(warning) }
        if dryRun { session.remark("dry run: nothing is issued; the note would be") }
        try Terminal.result(options, json: NoteSummary.document(note), text: NoteSummary.text(note))
        guard !dryRun else { return }
        let anchors = try AnchorLog(session).append(connection, at: session.now())
        let lines = anchors.map { "anchor: \($0.chain) \($0.no) \($0.hash)\n" }.joined()
        if !options.json { try Terminal.result(lines) }
    }

    private func issue(_ session: Session, _ connection: Connection) throws -> CreditNote {
        let run = try runName ?? Issuing.newRun(connection)
        let order = CommercialIssuing.Order(
            subscription: subscription, month: month, date: try session.issueDate(date), amount: try cents(),
            treatment: vatTreatment == .netOfTax ? .netOfTax : .priceReduction, reason: reason,
            internalReason: internalReason)
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
                advice: "the same command with --run \(run) gives this note, or issues it where it was not")
        }
    }

    /// More than zero, with two decimals at most.
    private func cents() throws -> Cents {
        switch TypedAmount(amount) {
        case .cents(let cents) where cents > 0: return Cents(cents)
        case .cents: throw ValidationError("--amount must be more than zero: \(TerminalText.safe(amount))")
        case .fault(let reason): throw ValidationError("--amount \(reason): \(TerminalText.safe(amount))")
        }
    }

    /// What somebody should know before the note is sent.
    private func warnings(_ note: CreditNote, _ connection: Connection) throws -> [String] {
        guard let line = note.commercial else { return [] }
        var warnings: [String] = []
        let alike = try CommercialIssuing.alike(note, on: connection)
        if !alike.isEmpty {
            let numbers = alike.joined(separator: ", ")
            warnings.append(
                "\(numbers) has the same amount and reason, and stands: the command may have been given twice"
            )
        }
        let (credited, due) = try CommercialIssuing.underTheTerms(line, on: connection)
        if max(credited, due) + line.commercial + line.net > line.invoiced {
            warnings.append(
                "\(max(credited, due)) under the terms and \(line.commercial + line.net) by commercial notes are more than "
                    + "the \(line.invoiced) invoiced: this note does not reduce what the terms give")
        }
        return warnings
    }
}
