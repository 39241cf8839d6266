import EmbeddedPostgres
import Glibc
import Messages

/// A log in avoir's home folder, whatever the database: lines that are only ever added.
struct KeptLog {
    let home: String
    private let name: String
    var path: String { "\(home)/\(name)" }

    init(_ name: String, of session: Session) throws {
        self.name = name
        home = try EmbeddedServer.home(in: session.environment)
    }

    /// Its lines; the end of one that a full disk or a power cut left is passed over: `append` removes it.
    func lines() throws -> [Substring] { String(decoding: try bytes(), as: UTF8.self).split(separator: "\n") }

    /// Those of its whole lines.
    func bytes() throws -> [UInt8] {
        // Only one that is not there means that there are none.
        if access(path, F_OK) != 0, errno == ENOENT { return [] }
        let bytes = try InputBytes.whole(path, limit: 1 << 28)
        return Array(bytes[..<(bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)])
    }

    /// Whole lines or nothing, one command at a time.
    func append(_ lines: [String]) throws {
        let folder = try OutputFolder(making: home, mayBeLink: true)
        // A link here could send the lines to where nobody looks for them.
        let descriptor = folder.open(name, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW)
        guard descriptor >= 0 else {
            let reason = errno == ELOOP ? "it is a symbolic link" : systemError()
            throw failure(reason)
        }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure() }
        }
        let end = try endOfWholeLines(descriptor)
        do {
            try Descriptor.write(
                Array(lines.map { $0 + "\n" }.joined().utf8), to: descriptor, name: path)
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
