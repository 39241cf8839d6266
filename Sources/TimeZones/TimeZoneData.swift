import Glibc
import Messages
package import SLA

/// The time zones of this machine: the compiled IANA database (TZif files) that the C library reads too.
///
/// Foundation's zones would need ICU in a static binary; these files are the data PostgreSQL uses.
package struct TimeZoneData: Sendable {
    /// Searched in this order.
    package let folders: [String]

    package init(folders: [String]) {
        self.folders = folders
    }

    /// Uses `TZDIR` when it is set, then the usual folders.
    package init(environment: [String: String]) {
        let given = environment["TZDIR"].flatMap { $0.isEmpty ? nil : $0 }
        let usual = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"]
        folders = (given.map { [$0] } ?? []) + usual
    }

    /// The zone's offsets from year 1 through 2200.
    ///
    /// Throws `TimeZoneError`.
    package func zone(named name: String) throws(TimeZoneError) -> Zone {
        guard Self.isWellFormed(name) else { throw .malformedName(name) }
        for folder in folders {
            let path = "\(folder)/\(name)"
            if let bytes = try Self.read(path) {
                return try TZif.zone(named: name, from: bytes, path: path)
            }
        }
        let known = names()
        guard !known.isEmpty else { throw .noData(folders: folders) }
        throw .unknown(name, near: Self.near(name, among: known))
    }

    /// Only what IANA names consist of, so that no name leaves the data's folder.
    ///
    /// `localtime` and `posixrules` are whatever this machine is set to; `right/` counts leap seconds. A result
    /// must not depend on either.
    private static func isWellFormed(_ name: String) -> Bool {
        guard 1...64 ~= name.utf8.count, !["localtime", "posixrules"].contains(name) else { return false }
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"): true
            default: false
            }
        }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return allowed && !parts.contains("") && parts.count <= 4 && parts[0] != "right"
    }

    /// The file's bytes, or nil when there is no such file (a folder such as `Europe` counts as none).
    private static func read(_ path: String) throws(TimeZoneError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            guard errno != ENOENT, errno != ENOTDIR else { return nil }
            throw .damaged(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        guard information.st_size <= TZif.largestFile else {
            throw .damaged(path: path, reason: "the file is larger than any time zone")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while bytes.count <= TZif.largestFile {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count >= 0 else {
                throw .damaged(path: path, reason: String(cString: strerror(errno)))
            }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return bytes
    }

    /// The names of all zones found, for suggestions only.
    private func names() -> [String] {
        var found: Set<String> = []
        for folder in folders {
            Self.collect(in: folder, prefix: "", depth: 0, into: &found)
        }
        return found.sorted()
    }

    private static func collect(in folder: String, prefix: String, depth: Int, into found: inout Set<String>)
    {
        guard depth < 3, let stream = opendir(folder) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            // Real zones and regions begin with a capital; `posix`, `right` and the tables do not.
            guard let first = name.utf8.first, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first,
                isWellFormed(prefix + name)
            else { continue }
            var information = stat()
            guard stat("\(folder)/\(name)", &information) == 0 else { continue }
            if information.st_mode & S_IFMT == S_IFDIR {
                collect(in: "\(folder)/\(name)", prefix: "\(prefix)\(name)/", depth: depth + 1, into: &found)
            } else if information.st_mode & S_IFMT == S_IFREG {
                found.insert(prefix + name)
            }
        }
    }

    /// At most three names that differ by a slip of the keyboard, or that are the same city.
    private static func near(_ name: String, among known: [String]) -> [String] {
        let wanted = name.lowercased()
        let city = wanted.split(separator: "/").last
        let rated = known.map { candidate in
            let text = candidate.lowercased()
            let sameCity = text.split(separator: "/").last == city
            return (distance: sameCity ? 0 : NearestName.slips(wanted, text), name: candidate)
        }
        return rated.filter { $0.distance <= 2 }.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
            .prefix(3).map(\.name)
    }
}
