import Documents
import Glibc

/// A file that is written whole or not at all: under another name first, then renamed into place.
///
/// It is its owner's alone (0600). A device or pipe that is named is written as it is; a symbolic link is refused, as it
/// would be replaced or lead elsewhere. Failures have exit code 73.
struct OutputFile: ~Copyable {
    private let path: String
    private let temporary: String?
    private let descriptor: Int32
    private var isFinished = false

    init(_ path: String) throws {
        let temporary = try Self.isPlain(path) ? Self.temporary(for: path) : nil
        try OutputFolder.check(Folder.parent(of: path))
        descriptor = try temporary.map { try Self.create($0, for: path) } ?? Self.openInPlace(path)
        self.path = path
        self.temporary = temporary
    }

    /// The other name that a plain file has until it is whole.
    static func temporary(for path: String) -> String { "\(path).\(getpid()).part" }

    static func create(_ temporary: String, for path: String) throws -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        var descriptor = open(temporary, flags, 0o600)
        // What a killed process of this number left; in containers numbers come again soon.
        if descriptor < 0, errno == EEXIST, unlink(temporary) == 0 {
            descriptor = open(temporary, flags, 0o600)
        }
        guard descriptor >= 0 else { throw failure(path) }
        return descriptor
    }

    private static func openInPlace(_ path: String) throws -> Int32 {
        // Added to: standard output may be a file that something was written to before.
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        return descriptor
    }

    static func failure(_ path: String) -> Failure {
        Failure(.outputUnwritable, "\(TerminalText.safe(path)) cannot be written: \(systemError())")
    }

    /// Whether a plain file stands at the path or will.
    static func isPlain(_ path: String) throws -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return true }
        if status.st_mode & S_IFMT == S_IFLNK {
            // /dev/stdout and /proc/self/fd/1 are links to what this process has open already.
            guard path.hasPrefix("/dev/") || path.hasPrefix("/proc/") else {
                throw Failure(.outputUnwritable, "\(path) is a symbolic link; name the file itself")
            }
            return false
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw Failure(.outputUnwritable, "\(path) is a directory; name a file")
        }
        return status.st_mode & S_IFMT == S_IFREG
    }

    deinit {
        close(descriptor)
        if let temporary, !isFinished { unlink(temporary) }
    }

    func write(_ bytes: [UInt8]) throws {
        try Descriptor.write(bytes, to: descriptor, name: path)
    }

    /// Makes the file appear; before this nothing is seen of it.
    mutating func finish() throws {
        if let temporary {
            guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw Self.failure(path) }
        }
        isFinished = true
    }
}
