import ArgumentParser
import Documents
import Messages
import Postgres
import SLA
import Store

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Says what needs attention, and how every month stands.",
        discussion: """
            What there is to do comes first, each with the command that does it: a month that is over and was not run; \
            requests, or other facts, that came after a month was run; credits to be issued, beyond what is due, or above \
            the cap; saved plans; feeds that fell silent; outages that are open for more than 31 days; refused rows that \
            nobody replaced; faults that avoir verify found; anchors that are missing here.

            Then each month: when and by whom it was assessed and issued, and how many credits wait, for what, and how \
            long. Then open outages, and each feed (a source of one kind of facts) with its last import and event.

            --check is for a monitor: 0 there is nothing to do, 1 there is. --max-age says how old a feed's last import \
            may be. Stores nothing.

              avoir status
              avoir status --check --quiet --max-age 2h
            """)

    @Flag(help: "End with 1 when anything needs attention.") var check = false
    @Option(
        help: ArgumentHelp(
            "A feed whose last import is older is late: 90m, 2h, 3d.", valueName: "duration"))
    var maxAge: Span?
    @Option(help: "The language: fr or en.") var lang: Language?
    @OptionGroup var options: GlobalOptions

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let attention: Attention = try connection.transaction(.repeatableRead, readOnly: true) {
            try load(session, connection)
        }
        try Terminal.result(
            options, json: attention.json, text: attention.text(in: session.language(lang), Terminal.ink))
        if check, attention.isNeeded { throw ExitCode(ExitStatus.failure.rawValue) }
    }

    private func load(_ session: Session, _ connection: Connection) throws -> Attention {
        let now = try session.now()
        let zones = try TermsVersions.timeZones(connection).map(session.zone)
        let zone = try zones.count == 1 ? zones[0] : session.zone("Europe/Paris")
        let ledger = try Anchor.ledger(connection)
        return Attention(
            now: now, zone: zone,
            months: try MonthsAtHand.load(today: zone.day(of: now), zones: zones, on: connection),
            lateRequests: try ArrivalsAtHand.lateRequests(on: connection),
            openOutages: try ArrivalsAtHand.openOutages(on: connection),
            feeds: try ArrivalsAtHand.feeds(on: connection), maxAge: maxAge?.microseconds,
            refusedRows: try ArrivalsAtHand.refusedRows(on: connection),
            plans: try SavedPlan.waiting(on: connection).map {
                Attention.Plan(
                    plan: $0.plan, month: $0.month, notes: $0.notes,
                    subscription: $0.commercial?.order.subscription, savedAt: $0.savedAt, savedBy: $0.savedBy,
                    approvedBy: $0.verdict?.by)
            },
            verified: try VerifyLog(session).last(of: ledger),
            anchors: try AnchorLog(session).standing(of: ledger, connection))
    }

    /// A length of time as people write it.
    struct Span: ExpressibleByArgument {
        let microseconds: Int64

        init?(argument: String) {
            let units: [Character: Int64] = [
                "m": Microseconds.perMinute, "h": Microseconds.perHour, "d": Microseconds.perDay,
            ]
            guard let unit = argument.last.flatMap({ units[$0] }), let count = Int64(argument.dropLast()),
                1...1_000_000 ~= count
            else { return nil }
            microseconds = count * unit
        }
    }
}

extension AnchorLog {
    /// The last anchor of the ledger that is kept here, and which notes' are not.
    fileprivate func standing(of ledger: String, _ connection: Connection) throws -> Attention.Anchors {
        let kept = try read().filter { $0.ledger == ledger }
        var numbers: [String: Int64] = [:]
        for anchor in kept { numbers[anchor.chain] = max(numbers[anchor.chain] ?? 0, anchor.no) }
        let maySee = try connection.query(
            "select has_table_privilege('note_series', 'select') and has_table_privilege('audit_head', 'select') as may"
        ).single().bool("may")
        guard maySee else { return Attention.Anchors(last: kept.last?.at, missing: nil) }
        let missing = try Anchor.heads(connection, at: "").filter {
            $0.chain != "audit" && $0.no > numbers[$0.chain] ?? 0
        }
        return Attention.Anchors(
            last: kept.last?.at, missing: try missing.map { try Anchor.name(of: $0, connection) })
    }
}
