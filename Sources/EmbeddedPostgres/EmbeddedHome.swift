import Glibc

extension EmbeddedServer {
    /// `${AVOIR_HOME:-${XDG_DATA_HOME:-~/.local/share}/avoir}`, absolute.
    ///
    /// Without `HOME` the account's own home folder counts. A relative `XDG_DATA_HOME` is ignored, as the XDG
    /// specification demands.
    package static func home(in environment: [String: String]) throws(EmbeddedPostgresError) -> String {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let home = value("AVOIR_HOME") { return try absolute(home) }
        if let data = value("XDG_DATA_HOME"), data.hasPrefix("/") { return try absolute("\(data)/avoir") }
        guard let home = value("HOME") ?? Account(uid: geteuid())?.homeFolder, !home.isEmpty else {
            throw .noHome
        }
        return try absolute("\(home)/.local/share/avoir")
    }

    /// Without `.`, `//` or a slash at the end; `..` is left to the system, since links give it its meaning.
    private static func absolute(_ path: String) throws(EmbeddedPostgresError) -> String {
        var whole = path
        if !path.hasPrefix("/") {
            guard let folder = getcwd(nil, 0) else { throw .system("find the folder of", path) }
            defer { free(folder) }
            whole = "\(String(cString: folder))/\(path)"
        }
        return "/" + whole.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }
}
