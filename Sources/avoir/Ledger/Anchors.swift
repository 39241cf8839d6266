import Documents
import EmbeddedPostgres
import Glibc
import Messages
import Postgres
import SLA
import Store

/// `anchors.log`: the heads of the ledger's chains, kept outside the database by every issue.
struct AnchorLog {
    private let home: String
    var path: String { "\(home)/anchors.log" }

    /// In avoir's home folder, whatever the database.
    init(_ session: Session) throws {
        home = try EmbeddedServer.home(in: session.environment)
    }

    /// Every anchor kept; a line that is none is refused, because a log that was tampered with proves nothing.
    ///
    /// The end of a line that a full disk or a power cut left is passed over: `append` removes it.
    func read() throws -> [Anchor] {
        // Only one that is not there means that there are none.
        if access(path, F_OK) != 0, errno == ENOENT { return [] }
        let bytes = try InputBytes.whole(path, limit: 1 << 28)
        let whole = bytes[..<(bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)]
        return try String(decoding: whole, as: UTF8.self).split(separator: "\n").enumerated().map {
            index, line in
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
        try append(anchors)
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
        try append(anchors)
        return anchors
    }

    /// Whole lines or nothing, one command at a time.
    private func append(_ anchors: [Anchor]) throws {
        let folder = try OutputFolder(making: home, mayBeLink: true)
        // A link here could send the anchors to where nobody looks for them.
        let descriptor = folder.open("anchors.log", O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW)
        guard descriptor >= 0 else {
            let reason = errno == ELOOP ? "it is a symbolic link" : systemError()
            throw failure(reason)
        }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure() }
        }
        let end = try endOfWholeLines(descriptor)
        let lines = anchors.map { $0.line + "\n" }.joined()
        do {
            try Descriptor.write(Array(lines.utf8), to: descriptor, name: path)
            guard fsync(descriptor) == 0 else { throw failure() }
            folder.synchronise()
        } catch {
            ftruncate(descriptor, end)
            throw error
        }
    }

    private func failure(_ reason: String = systemError()) -> Failure {
        Failure(.outputUnwritable, "\(TerminalText.safe(path)) cannot be written: \(reason)")
    }

    /// Where the last whole line ends; what follows it is cut off.
    private func endOfWholeLines(_ descriptor: Int32) throws -> off_t {
        var end = lseek(descriptor, 0, SEEK_END)
        let length = end
        var byte: UInt8 = 0
        while end > 0, pread(descriptor, &byte, 1, end - 1) == 1, byte != UInt8(ascii: "\n") { end -= 1 }
        guard end >= 0, end == length || ftruncate(descriptor, end) == 0 else {
            throw failure()
        }
        return end
    }
}
