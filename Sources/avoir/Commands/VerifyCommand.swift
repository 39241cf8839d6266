import ArgumentParser
import Documents
import Messages
import Postgres
import SLA
import Store

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks everything that is stored by computing it again.",
        discussion: """
            Judges every subscription of the month again from the facts that its assessment saw, proves the \
            same month a second time with an independent implementation in SQL, and compares every class, \
            rate and amount with the stored ones. Then it recomputes the ledger outside the database: both hash \
            chains, gapless numbers, dates, the amounts of every note from the facts that it froze, the decisions \
            of every run, and the cap over every window. It compares the chains with the anchors in anchors.log, \
            the audit log with the stored rows, terms and issuers with their files, and checks the schema's own \
            guards. Without MONTH it verifies every assessed month. Exit code 0 means that everything agrees, \
            1 that something does not.

            A month that was judged by other time zone data than those of today is named with the subscriptions whose \
            results would differ. That is no fault: avoir assess judges it by the data of today (R19).
            """)

    @Argument(help: "The month, e.g. 2026-10; all assessed months by default.") var month: Month?
    @OptionGroup var options: GlobalOptions

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let months = try month.map { [$0] } ?? Assessments.months(connection)
        var results: [(month: Month, result: Proof.Result)] = []
        let progress = Progress("verify", total: nil, counting: "months", isQuiet: session.isQuiet)
        defer { progress.finish() }
        for month in months {
            progress.enter("proving \(month)")
            let work = MonthSteps(month: month, session: session, connection: connection)
            let result = try work.compareProofs(superseded: true)
            results.append((month, result))
            progress.advance(to: results.count, count: results.count)
        }
        progress.enter("the ledger")
        let log = try AnchorLog(session)
        let ledger = try connection.transaction(.repeatableRead, readOnly: true) {
            try LedgerProof(connection, anchors: log.read())
        }
        progress.enter("files and guards")
        let files = try StoredFiles(session, connection)
        let guards = try SchemaGuards.missing(connection)
        let isKnown = SchemaGuards.isShapeKnown(on: connection)
        let source = isKnown ? "" : ", according to the database's own record"
        try Terminal.result(
            options, json: json(results, ledger, files, guards),
            text: text(results) + Self.text(ledger, log, files, guards, source))
        let count =
            results.reduce(0) { $0 + $1.result.disagreements.count } + ledger.faults.count
            + files.faults.count
            + guards.count
        try keep(count, session, connection)
        guard count == 0 else {
            throw Failure(
                .failure, "\(counted(count, "fault")); no credit may be issued until they are explained")
        }
    }

    /// For avoir status. An auditor who may write nothing here verifies all the same.
    private func keep(_ faults: Int, _ session: Session, _ connection: Connection) throws {
        do {
            try VerifyLog(session).add(
                of: Anchor.ledger(connection), at: session.now(), month: month, faults: faults)
        } catch let failure as Failure {
            session.remark("avoir status will not know of this verification: \(failure.message)")
        }
    }

    private static func text(
        _ ledger: LedgerProof, _ log: AnchorLog, _ files: StoredFiles, _ guards: [String],
        _ source: String
    ) -> String {
        var lines = [
            "ledger: \(counted(ledger.notes, "note")) and \(counted(ledger.auditEntries, "audit entry", "audit entries")), "
                + verdict(ledger.faults.count, "every hash, amount and cap confirmed")
        ]
        lines += ledger.faults.map { "  \(TerminalText.safe($0))" }
        lines.append(
            ledger.anchorsCompared > 0
                ? "anchors: \(ledger.anchorsCompared) of this ledger compared"
                : "anchors: none of this ledger in \(TerminalText.safe(log.path)); a truncated tail would go unnoticed"
        )
        lines.append("files: \(files.verdict)")
        lines += files.faults.map { "  \(TerminalText.safe($0))" }
        lines.append("guards: " + verdict(guards.count, "all in place") + (guards.isEmpty ? source : ""))
        lines += guards.map { "  \(TerminalText.safe($0))" }
        lines += ledger.anchors.map { "anchor: \($0.chain) \($0.no) \($0.hash)" }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func verdict(_ faults: Int, _ confirmed: String) -> String {
        Terminal.ink.shown(faults == 0 ? confirmed : counted(faults, "fault"), faults == 0 ? .good : .bad)
    }

    private func text(_ results: [(month: Month, result: Proof.Result)]) -> String {
        if results.isEmpty { return "nothing is assessed yet\n" }
        return results.map { month, result in
            let alone = result.zones.filter { $0.judgedBy != $0.database }.reduce(0) { $0 + $1.revisions }
            let verdict =
                result.compared == 0
                ? "nothing is assessed"
                : result.disagreements.isEmpty
                    ? "\(counted(result.compared - alone, "assessment")) confirmed twice, by the program and by SQL"
                        + (alone > 0 ? "; \(alone) by the program alone" : "")
                    : "\(counted(result.compared, "assessment")), \(counted(result.disagreements.count, "disagreement"))"
            let zones = result.zones.map { "  \(TerminalText.safe($0.sentence(in: month)))\n" }
            return "\(month): \(verdict)\n" + zones.joined() + result.disagreements.map(Self.lines).joined()
        }.joined()
    }

    private static func lines(_ disagreement: Proof.Disagreement) -> String {
        let side = disagreement.side == "proof" ? "SQL proof" : "judgement"
        let head = "  \(TerminalText.safe(disagreement.subscription)) revision \(disagreement.revision)"
        if disagreement.differences.isEmpty { return "\(head): the \(side) has no such subscription\n" }
        var table = Table([.left, .left, .left])
        for difference in disagreement.differences {
            table.add([
                difference.column, "stored \(difference.value ?? "nothing")",
                "\(side) \(difference.other ?? "nothing")",
            ])
        }
        return "\(head)\n" + table.lines(indent: 4).map { $0 + "\n" }.joined()
    }
}
