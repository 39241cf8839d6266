import EmbeddedPostgres
import Glibc
import Messages

/// An open folder that results are written into.
///
/// Its files are named from its descriptor: whoever exchanges a folder or link on the way to it meanwhile leads them
/// nowhere else. Links of another account than root's or this one's are not followed. Failures have exit code 73.
final class OutputFolder: Sendable {
    /// As it was given.
    let path: String
    /// Good for the names in it only.
    let descriptor: Int32

    /// Opens a folder that must be there.
    convenience init(_ path: String) throws {
        try self.init(path, makes: false, mayBeLink: true)
    }

    /// Makes the folder and those above it where they are missing, for this account alone.
    ///
    /// One that is itself a symbolic link is refused unless `mayBeLink`.
    convenience init(making path: String, mayBeLink: Bool = false) throws {
        try self.init(path, makes: true, mayBeLink: mayBeLink)
    }

    private init(_ path: String, makes: Bool, mayBeLink: Bool) throws {
        self.path = path.count > 1 && path.last == "/" ? String(path.dropLast()) : path
        var way = NoFollowPath(to: self.path, makes: makes, mayBeLink: mayBeLink)
        descriptor = try way.walk()
    }

    deinit { close(descriptor) }

    /// The path of a file in it, to be shown.
    func path(of name: String) -> String { "\(path)/\(name)" }

    /// What the name stands for now, a link for itself; nil where nothing can be seen.
    func status(of name: String) -> stat? {
        var status = stat()
        return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
    }

    /// openat(2); nothing is left open to the programs that are started.
    func open(_ name: String, _ flags: Int32) -> Int32 {
        openat(descriptor, name, flags | O_CLOEXEC, 0o600)
    }

    func rename(_ name: String, to other: String) -> Bool {
        renameat(descriptor, name, descriptor, other) == 0
    }

    /// Has the names of its files on the disk, as far as the folder can be read.
    func synchronise() {
        let folder = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    func remove(_ name: String) { unlinkat(descriptor, name, 0) }
}

/// A walk to a folder, name by name.
private struct NoFollowPath: ~Copyable {
    private struct Step {
        let name: String
        /// Whether a folder that is missing is made.
        let makes: Bool
        let mayBeLink: Bool
    }

    /// `O_PATH`, which the Glibc module leaves out: needs no permission to read, and opens a link as itself.
    private static let pathOnly: Int32 = 0o10_000_000

    private let path: String
    /// The next one last.
    private var steps: [Step]
    /// Where the walk stands; -1: it could not begin.
    private var current: Int32
    private var links = 0

    init(to path: String, makes: Bool, mayBeLink: Bool) {
        self.path = path
        let names = path.split(separator: "/")
        steps = names.enumerated().map { place, name in
            Step(name: String(name), makes: makes, mayBeLink: mayBeLink || place < names.count - 1)
        }.reversed()
        current = Self.start(path)
    }

    deinit { if current >= 0 { close(current) } }

    private static func start(_ path: String) -> Int32 {
        Glibc.open(path.hasPrefix("/") ? "/" : ".", pathOnly | O_DIRECTORY | O_CLOEXEC)
    }

    /// The folder at its end, to be closed by the caller.
    mutating func walk() throws -> Int32 {
        guard current >= 0 else { throw failure("cannot be opened: \(systemError())") }
        while let step = steps.popLast() {
            if step.makes, mkdirat(current, step.name, 0o700) != 0, errno != EEXIST {
                throw failure("cannot be created: \(systemError())")
            }
            let next = openat(current, step.name, Self.pathOnly | O_NOFOLLOW | O_CLOEXEC)
            guard next >= 0 else { throw failure("cannot be opened: \(systemError())") }
            try enter(next, by: step)
        }
        defer { current = -1 }
        return current
    }

    /// Takes over the descriptor.
    private mutating func enter(_ next: Int32, by step: Step) throws {
        var status = stat()
        let isKnown = fstat(next, &status) == 0
        if isKnown, status.st_mode & S_IFMT == S_IFLNK {
            defer { close(next) }
            try follow(next, step, of: status.st_uid)
        } else {
            close(current)
            current = next
            guard isKnown, status.st_mode & S_IFMT == S_IFDIR else { throw failure("is not a folder") }
        }
    }

    /// Goes where a link leads, whoever exchanges it meanwhile; makes no folder there.
    private mutating func follow(_ link: Int32, _ step: Step, of owner: uid_t) throws {
        guard step.mayBeLink else { throw failure("is a symbolic link; name the folder itself") }
        guard owner == 0 || owner == geteuid() else {
            let link = "\(TerminalText.safe(step.name)) is a symbolic link of \(Account.name(of: owner))"
            throw failure("cannot be opened: \(link), who could point it anywhere")
        }
        links += 1
        guard links <= 40 else { throw failure("leads through too many symbolic links") }
        let target = try [CChar](unsafeUninitializedCapacity: Int(PATH_MAX)) { bytes, length in
            guard let base = bytes.baseAddress, case let found = readlinkat(link, "", base, bytes.count),
                found > 0
            else { throw failure("cannot be followed: \(systemError())") }
            length = found
        }
        let text = String(decoding: target.map(UInt8.init(bitPattern:)), as: UTF8.self)
        if text.hasPrefix("/") {
            close(current)
            current = Self.start(text)
            guard current >= 0 else { throw failure("cannot be opened: \(systemError())") }
        }
        steps += text.split(separator: "/").reversed().map {
            Step(name: String($0), makes: false, mayBeLink: true)
        }
    }

    private func failure(_ reason: String) -> Failure {
        Failure(.outputUnwritable, "\(TerminalText.safe(path)) \(reason)")
    }
}
