import Documents
import Glibc
import Postgres
import SLA
import Store

/// `anchors.log`: the heads of the ledger's chains, kept outside the database by every issue.
struct AnchorLog {
    private let home: String
    private var path: String { "\(home)/anchors.log" }

    /// In avoir's home folder, whatever the database.
    init(_ session: Session) throws {
        home = try EmbeddedPostgres.home(in: session.environment)
    }

    /// Every anchor kept; a line that is none is refused, because a log that was tampered with proves nothing.
    func read() throws -> [Anchor] {
        guard access(path, F_OK) == 0 else { return [] }
        let text = String(decoding: try InputBytes.whole(path, limit: 1 << 28), as: UTF8.self)
        return try text.split(separator: "\n").enumerated().map { index, line in
            guard let anchor = Anchor(line: String(line)) else {
                throw Failure(.configurationInvalid, "\(path):\(index + 1): is not an anchor")
            }
            return anchor
        }
    }

    /// Adds the heads as they are now and gives them.
    func append(_ connection: Connection, at instant: Instant) throws -> [Anchor] {
        let anchors = try Anchor.heads(connection, at: LocalTime(.utc).rfc3339(instant))
        try OutputFolder.make(home, mayBeLink: true)
        // A link here could send the anchors to where nobody looks for them.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = errno == ELOOP ? "it is a symbolic link" : systemError()
            throw Failure(.outputUnwritable, "\(path) cannot be written: \(reason)")
        }
        defer { close(descriptor) }
        let lines = anchors.map { $0.line + "\n" }.joined()
        try Descriptor.write(Array(lines.utf8), to: descriptor, name: path)
        return anchors
    }
}
