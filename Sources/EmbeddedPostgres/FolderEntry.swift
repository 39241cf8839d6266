import Glibc

/// The entry at a path; links are not followed.
struct FolderEntry: Equatable {
    enum Kind { case folder, link, file, socket, other }

    let kind: Kind
    let owner: uid_t
    let group: gid_t
    /// The nine bits of read, write and execute.
    let permissions: mode_t
    let inode: UInt64

    /// Nil when nothing is there; throws when that cannot be known.
    init?(at path: String) throws(EmbeddedPostgresError) {
        var information = stat()
        guard lstat(path, &information) == 0 else {
            guard errno != ENOENT, errno != ENOTDIR else { return nil }
            throw .system("examine", path)
        }
        kind =
            switch information.st_mode & S_IFMT {
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFREG: .file
            case S_IFSOCK: .socket
            default: .other
            }
        owner = information.st_uid
        group = information.st_gid
        permissions = information.st_mode & 0o777
        inode = UInt64(information.st_ino)
    }

    /// Only the owner can enter the folder or read the file.
    var isPrivate: Bool { permissions & 0o077 == 0 }
}

extension EmbeddedPostgresError {
    /// The failure of the last system call.
    static func system(_ action: String, _ path: String) -> EmbeddedPostgresError {
        let code = errno
        return .folder(path: path, action: action, reason: String(cString: strerror(code)))
    }
}
