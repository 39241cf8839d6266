package import Glibc

/// A Unix account: who runs a server, who owns a folder.
package struct Account: Equatable, Sendable {
    package let uid: uid_t
    package let gid: gid_t
    package let name: String
    package let homeFolder: String

    /// Nil when no account has the number.
    package init?(uid: uid_t) {
        self.init { getpwuid_r(uid, $0, $1, $2, $3) }
    }

    /// Nil when no account has the name.
    package init?(name: String) {
        self.init { getpwnam_r(name, $0, $1, $2, $3) }
    }

    private init?(
        lookUp: (
            UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
        ) -> CInt
    ) {
        var size = 1024
        while size <= 1 << 20 {
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: size)
            defer { buffer.deallocate() }
            let status = lookUp(&entry, buffer, size, &found)
            if status == ERANGE {
                size *= 4
                continue
            }
            guard status == 0, found != nil, let name = entry.pw_name else { return nil }
            uid = entry.pw_uid
            gid = entry.pw_gid
            self.name = String(cString: name)
            homeFolder = entry.pw_dir.map { String(cString: $0) } ?? ""
            return
        }
        return nil
    }

    /// The account of this process; throws when its number has none, as in a container.
    package static func current() throws(EmbeddedPostgresError) -> Account {
        guard let account = Account(uid: geteuid()) else { throw .noAccount(uid: geteuid()) }
        return account
    }

    /// The owner's name, or the number where there is no name.
    package static func name(of uid: uid_t) -> String { Account(uid: uid)?.name ?? "user number \(uid)" }
}
