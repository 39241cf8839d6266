import Glibc

/// A folder that results are written into. Failures have exit code 73.
enum OutputFolder {
    /// Makes the folder and those above it, for this account alone.
    ///
    /// One that is a symbolic link is refused unless `mayBeLink`.
    static func make(_ path: String, mayBeLink: Bool = false) throws {
        try eachPart(of: path) { part in
            if mkdir(part, 0o700) != 0, errno != EEXIST {
                throw Failure(.outputUnwritable, "\(path) cannot be made: \(systemError())")
            }
            try refuseForeignLink(part)
        }
        let itself = path.last == "/" ? String(path.dropLast()) : path
        guard mayBeLink || !isLink(itself) else {
            throw Failure(.outputUnwritable, "\(itself) is a symbolic link; name the folder itself")
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(.outputUnwritable, "\(path) is not a folder")
        }
    }

    /// Refuses a path that a link of another account than root's or this one's leads elsewhere.
    static func check(_ path: String) throws {
        try eachPart(of: path, refuseForeignLink)
    }

    private static func eachPart(of path: String, _ body: (String) throws -> Void) throws {
        var part = path.hasPrefix("/") ? "" : "."
        for name in path.split(separator: "/") {
            part += "/\(name)"
            try body(part)
        }
    }

    private static func refuseForeignLink(_ path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK,
            status.st_uid != 0, status.st_uid != geteuid()
        else { return }
        throw Failure(
            .outputUnwritable,
            "\(path) is a symbolic link of \(Account.name(of: status.st_uid)), who could lead it anywhere")
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}
