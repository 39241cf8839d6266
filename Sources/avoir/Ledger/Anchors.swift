import Documents
import Messages
import Postgres
import SLA
import Store

/// `anchors.log`: the heads of the ledger's chains, kept outside the database by every issue.
struct AnchorLog {
    private let log: KeptLog
    var path: String { log.path }

    /// In avoir's home folder, whatever the database.
    init(_ session: Session) throws { log = try KeptLog("anchors.log", of: session) }

    /// Every anchor kept; a line that is none is refused, because a log that was tampered with proves nothing.
    func read() throws -> [Anchor] {
        try log.lines().enumerated().map { index, line in
            guard let anchor = Anchor(line: String(line)) else {
                throw Failure(.configurationInvalid, "\(path):\(index + 1): is not an anchor")
            }
            return anchor
        }
    }

    /// Nothing is numbered in an old copy: its numbers were given before, to other notes.
    func requireCurrent(_ connection: Connection) throws {
        let ledger = try Anchor.ledger(connection)
        var latest: [String: Anchor] = [:]
        for anchor in try read() where anchor.ledger == ledger && anchor.no > latest[anchor.chain]?.no ?? 0 {
            latest[anchor.chain] = anchor
        }
        for anchor in latest.values.sorted(by: { $0.chain < $1.chain }) {
            let name = try Anchor.name(of: anchor, connection)
            guard let found = try Anchor.hash(of: anchor, connection) else {
                throw outdated("\(name) was kept on \(anchor.at) and is not in this database")
            }
            guard found == anchor.hash else {
                throw outdated("\(name) is not the one that was kept on \(anchor.at)")
            }
        }
    }

    private func outdated(_ reason: String) -> Failure {
        Failure(
            .configurationInvalid,
            "nothing is issued: this database is older than its anchors in \(TerminalText.safe(path)), which know a "
                + "later ledger: \(reason). An old copy is in service; put back the latest backup "
                + "(docs/guide/operations.md, An old copy)")
    }

    /// Adds the heads as they are now and gives them.
    func append(_ connection: Connection, at instant: Instant) throws -> [Anchor] {
        let anchors = try Anchor.heads(connection, at: LocalTime(.utc).rfc3339(instant))
        try log.append(anchors.map(\.line))
        return anchors
    }

    /// Adds the heads and gives them where that of a series is not kept yet; else adds nothing.
    func appendMissing(_ connection: Connection, at instant: Instant) throws -> [Anchor] {
        let anchors = try Anchor.heads(connection, at: LocalTime(.utc).rfc3339(instant))
        let kept = try read()
        let isKept = anchors.allSatisfy { head in
            head.chain == "audit"
                || kept.contains {
                    $0.ledger == head.ledger && $0.chain == head.chain && $0.no == head.no
                        && $0.hash == head.hash
                }
        }
        guard !isKept else { return [] }
        try log.append(anchors.map(\.line))
        return anchors
    }
}
