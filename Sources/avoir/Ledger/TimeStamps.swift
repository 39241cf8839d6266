import EmbeddedPostgres
import Glibc
import Hashing

/// Time stamps of `anchors.log` by a third party: a file for each, named by the number of lines that it covers.
///
/// Each covers the log from its first line on, so a later one covers all that the earlier ones do. Source: RFC 3161.
struct TimeStamps {
    private let log: KeptLog
    /// Beside the log.
    var folder: String { "\(log.home)/stamps" }
    var logPath: String { log.path }

    struct Stamp: Equatable {
        /// From the first one of the log.
        let lines: Int
        let path: String
    }

    init(_ session: Session) throws { log = try KeptLog("anchors.log", of: session) }

    /// Those that are kept, the one of the fewest lines first.
    func kept() throws -> [Stamp] {
        if access(folder, F_OK) != 0, errno == ENOENT { return [] }
        return try Folder.names(in: folder).compactMap { name in
            guard name.hasSuffix(".tsr"), let lines = Int(name.dropLast(4)), lines > 0 else { return nil }
            return Stamp(lines: lines, path: "\(folder)/\(name)")
        }.sorted { $0.lines < $1.lines }
    }

    /// The digest of each beginning of the log, from that of its first line to that of all; to be asked one by one.
    func beginnings() throws -> Beginnings { Beginnings(bytes: try log.bytes()) }

    struct Beginnings {
        private let bytes: [UInt8]
        /// Where each line ends.
        private let ends: [Int]

        init(bytes: [UInt8]) {
            self.bytes = bytes
            ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
        }

        var lines: Int { ends.count }

        /// SHA-256 in hexadecimal, what `head -n LINES anchors.log | sha256sum` prints; nil: the log is shorter.
        ///
        /// - Parameter lines: at least one.
        func digest(of lines: Int) -> String? {
            guard lines <= ends.count else { return nil }
            return Digest.hexadecimal(Digest.sha256(Array(bytes[...ends[lines - 1]])))
        }
    }

    /// Keeps a stamp that was found right.
    func keep(_ reply: [UInt8], lines: Int) throws -> Stamp {
        let name = "\(lines).tsr"
        let folder = try OutputFolder(making: folder, mayBeLink: true)
        let file = try OutputFile(OutputPlace(name, in: folder))
        try file.write(reply)
        try file.finish()
        return Stamp(lines: lines, path: folder.path(of: name))
    }
}
