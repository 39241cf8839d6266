import ArgumentParser
import Documents
import Messages
import Postgres
import SLA
import Store

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains one subscription's month, from the covered hours to the credit.",
        discussion: """
            Shows the hours that were covered, each outage and how its time was split, the time in each class, \
            the exact availability, the tier, the base, the other reading, and what is missing before a credit \
            can be issued. --as-of shows an earlier revision, from the facts that it saw.

            --history tells what changed from revision to revision: which fact, from what to what, which import brought \
            it, by whom and when, and what that did to availability, rate and amount.

              avoir explain 2026-10 SUB-0001 --history
              avoir explain 2026-10 SUB-0001 --lang fr
            """)

    @Argument(help: "The month, e.g. 2026-10.") var month: Month
    @Argument(help: "The subscription's id.") var subscription: String
    @Option(help: ArgumentHelp("An earlier revision of the assessment.", valueName: "revision"))
    var asOf: Int?
    @Flag(help: "Tell what changed between revisions, and which facts did it.") var history = false
    @Option(help: "The language: fr or en.") var lang: Language?
    @OptionGroup var options: GlobalOptions

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let language = session.language(lang)
        var shown: Explanation?
        let (json, text) = try connection.transaction(.repeatableRead, readOnly: true) {
            if asOf == nil {
                try MonthSteps(month: month, session: session, connection: connection).warnOfLaterData()
            }
            let revisions = try revisions(connection)
            if history {
                let history = try MonthHistory(month, session, connection).of(revisions)
                return (history.json, history.text(language))
            }
            shown = try explain(revisions, session, connection)
            return ([], [])
        }
        guard var explanation = shown else { return try Terminal.result(options.json ? json : text) }
        explanation.today = try today(explanation.entry, session, connection)
        try Terminal.result(options.json ? explanation.json : explanation.text(language))
    }

    /// What issuing the credit today would make of it, where it would not simply be credited.
    private func today(
        _ entry: ReportEntry, _ session: Session, _ connection: Connection
    ) throws -> [Language: String] {
        guard asOf == nil, [.issuable, .heldByCap].contains(entry.status) else { return [:] }
        let date = try session.issueDate(nil)
        do {
            let planned = try connection.transaction(.repeatableRead, readOnly: true) {
                try CheckedPlan(month, on: date, of: .only([subscription]), allowsCuts: true, connection)
                    .credits
            }
            guard let credit = planned.first, credit.outcome != .credited else { return [:] }
            return Dictionary(
                uniqueKeysWithValues: Language.allCases.map {
                    ($0, credit.sentence(in: month, isDryRun: true, LocalText($0)))
                })
        } catch let refusal as IssueRefusal {
            return Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, refusal.description) })
        }
    }

    /// Up to the one that is asked for; the others are known by the last of all.
    private func revisions(_ connection: Connection) throws -> (asked: [Assessment], latest: Int32) {
        let key = try Session.key(ofSubscription: subscription, on: connection)
        let revisions = try Assessments.revisions(month, subscription: key, on: connection)
        let name = TerminalText.safe(subscription)
        guard let latest = revisions.last?.revision else {
            guard try Assessments.concern(month, subscription: key, on: connection) else {
                throw Failure(.failure, "\(name) is not in force on any day of \(month)")
            }
            throw Failure(
                .failure, "\(name) has not been assessed for \(month); run: avoir assess \(month)")
        }
        let asked = revisions.filter { $0.revision <= asOf ?? Int(latest) }
        guard asOf.map({ $0 == asked.last.map { Int($0.revision) } }) ?? true else {
            throw Failure(
                .failure, "\(name) has revisions 1 to \(latest) for \(month), not \(asOf ?? 0)")
        }
        return (asked, latest)
    }

    private func explain(
        _ revisions: (asked: [Assessment], latest: Int32), _ session: Session, _ connection: Connection
    ) throws -> Explanation {
        let judged = try RejudgedRevision.load(
            revisions.asked.suffix(1), of: month, on: connection, zone: session.zone)
        guard let judged = judged.first else {
            throw Failure(.failure, "the facts of \(subscription) for \(month) cannot be read again")
        }
        // An earlier revision is explained as it was, without what the ledger made of later ones.
        let standing =
            judged.assessment.revision == revisions.latest
            ? try LedgerPosition.load(month, subscription: judged.assessment.key, on: connection) : nil
        return Explanation(
            entry: try judged.reportEntry(standing).naming(.load(on: connection)),
            recordedAt: judged.run.assessedAt, watermark: Int(judged.run.watermark),
            revisions: try MonthHistory(month, session, connection).results(of: revisions.asked))
    }
}
