import EmbeddedPostgres
import Glibc
import Messages

/// The place of a file in a folder for results. Failures have exit code 73.
struct OutputPlace: Sendable {
    private let folder: OutputFolder
    private let name: String
    /// To be shown.
    let path: String

    init(_ name: String, in folder: OutputFolder) {
        self.folder = folder
        self.name = name
        path = folder.path(of: name)
    }

    /// The folder must be there.
    init(_ path: String) throws {
        let slash = path.lastIndex(of: "/")
        name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        self.path = path
        guard !["", ".", ".."].contains(name) else { throw Self.isFolder(path) }
        folder = try OutputFolder(slash.map { String(path[...$0]) } ?? ".")
    }

    /// The name that a plain file has until it is whole; no other command's, also where process numbers are the same.
    private let temporary = "avoir-\(Folder.randomName()).part"

    /// Whether a plain file stands here or will.
    func isPlain() throws -> Bool {
        guard let kind = folder.status(of: name).map({ $0.st_mode & S_IFMT }) else { return true }
        if kind == S_IFLNK {
            guard leadsToOwn else {
                throw Failure(.outputUnwritable, "\(path) is a symbolic link; name the file itself")
            }
            return false
        }
        guard kind != S_IFDIR else { throw Self.isFolder(path) }
        return kind == S_IFREG
    }

    /// Whether the link leads to what this process has open already.
    private var leadsToOwn: Bool {
        ["/dev/stdout", "/dev/stderr"].contains(path)
            || ["/dev/fd/", "/proc/self/fd/"].contains {
                path.hasPrefix($0) && Int32(path.dropFirst($0.count)) != nil
            }
    }

    /// Opens the plain file under its other name.
    func create() throws -> Int32 {
        let descriptor = folder.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        guard descriptor >= 0 else { throw failure() }
        return descriptor
    }

    func openInPlace() throws -> Int32 {
        // Added to: standard output may be a file that something was written to before.
        let descriptor = folder.open(name, O_WRONLY | O_APPEND | (leadsToOwn ? 0 : O_NOFOLLOW))
        guard descriptor >= 0 else { throw failure() }
        return descriptor
    }

    /// Gives the plain file its name.
    func publish() throws {
        guard folder.rename(temporary, to: name) else { throw failure() }
    }

    func synchroniseFolder() { folder.synchronise() }

    /// Removes the plain file under its other name.
    func discard() { folder.remove(temporary) }

    /// What the last failed system call says of it.
    func failure() -> Failure {
        Failure(.outputUnwritable, "\(TerminalText.safe(path)) cannot be written: \(systemError())")
    }

    private static func isFolder(_ path: String) -> Failure {
        Failure(.outputUnwritable, "\(path) is a directory; name a file")
    }
}
