import Glibc

/// A file that is written whole or not at all: under another name first, then renamed into place.
///
/// What is not a plain file (`/dev/stdout`, a pipe) is written as it is. Failures have exit code 73.
struct OutputFile: ~Copyable {
    private let path: String
    private let temporary: String?
    private let descriptor: Int32
    private var isFinished = false

    init(_ path: String) throws {
        let temporary = try Self.isPlain(path) ? Self.temporary(for: path) : nil
        descriptor = try temporary.map { try Self.create($0, for: path) } ?? Self.openInPlace(path)
        self.path = path
        self.temporary = temporary
    }

    /// The other name that a plain file has until it is whole.
    static func temporary(for path: String) -> String { "\(path).\(getpid()).part" }

    static func create(_ temporary: String, for path: String) throws -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        var descriptor = open(temporary, flags, 0o644)
        // What a killed process of this number left; in containers numbers come again soon.
        if descriptor < 0, errno == EEXIST, unlink(temporary) == 0 {
            descriptor = open(temporary, flags, 0o644)
        }
        guard descriptor >= 0 else { throw failure(path) }
        // The process's umask keeps what it makes private; a report is for others to read.
        fchmod(descriptor, 0o644)
        return descriptor
    }

    private static func openInPlace(_ path: String) throws -> Int32 {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        return descriptor
    }

    static func failure(_ path: String) -> Failure {
        Failure(.outputUnwritable, "\(path) cannot be written: \(systemError())")
    }

    /// Whether a plain file stands at the path or will.
    private static func isPlain(_ path: String) throws -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return true }
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

enum OutputFolder {
    /// Makes the folder and those above it. Failures have exit code 73.
    static func make(_ path: String) throws {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/\(part)"
            if mkdir(made, 0o755) != 0, errno != EEXIST {
                throw Failure(.outputUnwritable, "\(path) cannot be made: \(systemError())")
            }
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(.outputUnwritable, "\(path) is not a folder")
        }
    }
}
