import ArgumentParser
import Documents
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
            """)

    @Argument(help: "The month, e.g. 2026-10.") var month: Month
    @Argument(help: "The subscription's id.") var subscription: String
    @Option(help: ArgumentHelp("An earlier revision of the assessment.", valueName: "revision"))
    var asOf: Int?
    @OptionGroup var options: GlobalOptions

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let explanation = try connection.transaction(.repeatableRead, readOnly: true) {
            let explanation = try explain(session, connection)
            if asOf == nil {
                try MonthSteps(month: month, session: session, connection: connection).warnOfLaterData()
            }
            return explanation
        }
        try Terminal.result(options.json ? explanation.json : explanation.text)
    }

    private func explain(_ session: Session, _ connection: Connection) throws -> Explanation {
        let key = try Session.key(ofSubscription: subscription, on: connection)
        let revisions = try Assessments.revisions(month, subscription: key, on: connection)
        guard let latest = revisions.last else {
            throw Failure(
                .failure, "\(subscription) has not been assessed for \(month); run: avoir assess \(month)")
        }
        let asked = asOf ?? Int(latest.revision)
        guard let explained = revisions.first(where: { $0.revision == asked }) else {
            throw Failure(
                .failure, "\(subscription) has revisions 1 to \(latest.revision) for \(month), not \(asked)")
        }
        let judged = try RejudgedRevision.load([explained], of: month, on: connection, zone: session.zone)
        guard let judged = judged.first else {
            throw Failure(.failure, "the facts of \(subscription) for \(month) cannot be read again")
        }
        // An earlier revision is explained as it was, without what the ledger made of later ones.
        let standing =
            asked == Int(latest.revision) ? try LedgerPosition.load(month, on: connection)[key] : nil
        let runs = Dictionary(
            uniqueKeysWithValues: try Assessments.runs(of: revisions, on: connection).map { ($0.run, $0) })
        let earlier = zip(revisions, revisions.dropFirst()).prefix { $0.1.revision <= asked }.map {
            EarlierRevision(
                revision: Int($0.revision), assessedAt: runs[$0.run]?.assessedAt ?? judged.run.assessedAt,
                difference: Self.difference(from: $0, to: $1))
        }
        return Explanation(
            entry: try judged.reportEntry(standing).naming(.load(on: connection)),
            recordedAt: judged.run.assessedAt,
            watermark: Int(judged.run.watermark), earlierRevisions: earlier)
    }

    /// The changes of a later revision, in one line.
    private static func difference(from earlier: Assessment, to later: Assessment) -> String {
        let differences = later.outcome.differences(from: earlier.outcome)
        guard !differences.isEmpty else { return "facts changed, the result did not" }
        return differences.map { "\($0.column) \($0.other ?? "none") → \($0.value ?? "none")" }
            .joined(separator: ", ")
    }
}
