import Glibc

/// Folders and small files of the cluster, made with exact owners and permissions whatever the umask is.
package enum Folder {
    /// Makes a folder that must not exist yet; `owner` matters only to root.
    static func make(
        _ path: String, permissions: mode_t, owner: Account? = nil
    ) throws(EmbeddedPostgresError) {
        guard mkdir(path, 0o700) == 0 else { throw .system("make the folder", path) }
        guard geteuid() == 0 else {
            guard chmod(path, permissions) == 0 else { throw .system("set the permissions of", path) }
            return
        }
        // Through a descriptor: should somebody replace the folder by a link, root must not follow it.
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("open the folder", path) }
        defer { close(descriptor) }
        if let owner, fchown(descriptor, owner.uid, owner.gid) != 0 {
            throw .system("change the owner of", path)
        }
        guard fchmod(descriptor, permissions) == 0 else { throw .system("set the permissions of", path) }
    }

    /// Makes the folder and those above it that are missing; true when it was made now.
    static func makeWithParents(_ path: String, permissions: mode_t) throws(EmbeddedPostgresError) -> Bool {
        var information = stat()
        if stat(path, &information) == 0 {
            guard information.st_mode & S_IFMT == S_IFDIR else {
                throw .folder(path: path, action: "use", reason: "it is not a folder")
            }
            return false
        }
        guard errno == ENOENT else { throw .system("examine", path) }
        let parent = parent(of: path)
        if parent != path { _ = try makeWithParents(parent, permissions: permissions) }
        do {
            try make(path, permissions: permissions)
            return true
        } catch {
            // Another command may have made it meanwhile.
            guard try FolderEntry(at: path)?.kind == .folder else { throw error }
            return false
        }
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// The path without links; throws when it leads nowhere.
    static func resolved(_ path: String) throws(EmbeddedPostgresError) -> String {
        guard let real = realpath(path, nil) else { throw .system("follow", path) }
        defer { free(real) }
        return String(cString: real)
    }

    /// The names in a folder, without `.` and `..`.
    package static func names(in path: String) throws(EmbeddedPostgresError) -> [String] {
        guard let stream = opendir(path) else { throw .system("read the folder", path) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// The last `limit` bytes of a file, or nil when it is not there or not readable.
    static func tail(of path: String, limit: Int = 16_384) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        if size > limit {
            _ = lseek(descriptor, size - limit, SEEK_SET)
        } else {
            _ = lseek(descriptor, 0, SEEK_SET)
        }
        var bytes = [UInt8](repeating: 0, count: limit)
        var length = 0
        while length < limit {
            let count = bytes.withUnsafeMutableBytes { buffer in
                read(descriptor, buffer.baseAddress?.advanced(by: length), limit - length)
            }
            guard count > 0 else { break }
            length += count
        }
        return String(decoding: bytes[..<length], as: UTF8.self)
    }

    /// Replaces a small file at once: readers see the old text or the new one, nothing between.
    ///
    /// Only the owner can read it, and the account that it is for where that is another.
    static func write(
        _ text: String, to path: String, for reader: Account, owner: FolderEntry
    ) throws(EmbeddedPostgresError) {
        let fresh = path + ".new"
        unlink(fresh)
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system("write", fresh) }
        defer { close(descriptor) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw .system("write", fresh) }
            bytes = bytes.dropFirst(count)
        }
        let isForOwner = owner.owner == reader.uid
        if geteuid() == 0, fchown(descriptor, owner.owner, isForOwner ? owner.group : reader.gid) != 0 {
            throw .system("change the owner of", fresh)
        }
        guard fchmod(descriptor, isForOwner ? 0o600 : 0o640) == 0, fsync(descriptor) == 0,
            rename(fresh, path) == 0
        else {
            throw .system("write", path)
        }
    }

    /// Waits until a file's content, or a folder's entries, are on the disk.
    static func synchronise(_ path: String) throws(EmbeddedPostgresError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw .system("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system("write to disk", path) }
    }

    /// Sixteen hexadecimal digits that nobody can guess.
    package static func randomName() -> String {
        let text = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
