/// The parts of a libpq connection string that may be shown: user, host, port, database, service.
///
/// Only what is recognised beyond doubt is kept. Where the text is not plainly well formed there is no address
/// at all: in `postgresql://u:pa/ss@host` a careless reader shows half of the password.
struct DatabaseAddress {
    let text: String

    init?(_ connection: String) {
        if let scheme = ["postgresql://", "postgres://"].first(where: connection.hasPrefix) {
            guard let shown = Self.fromURI(connection.dropFirst(scheme.count)) else { return nil }
            text = scheme + shown
        } else {
            guard let shown = Self.fromKeywords(connection), !shown.isEmpty else { return nil }
            text = shown
        }
    }

    private static func fromURI(_ rest: Substring) -> String? {
        let query = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = query[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let authority = path[0].split(separator: "@", omittingEmptySubsequences: false)
        guard authority.count <= 2, let servers = authority.last, isPlain(servers, also: "[]:,.%"),
            servers.split(separator: ",").allSatisfy(hasPlainPort)
        else { return nil }
        var shown = ""
        if authority.count == 2 {
            let user = authority[0].prefix { $0 != ":" }
            guard isPlain(user, also: ".%") else { return nil }
            shown = "\(user)@"
        }
        shown += servers
        if path.count == 2 {
            guard isPlain(path[1], also: ".%") else { return nil }
            shown += "/\(path[1])"
        }
        guard query.count == 2 else { return shown }
        return parameters(query[1]).map { shown + $0 }
    }

    private static func parameters(_ query: Substring) -> String? {
        var shown: [String] = []
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2, isPlain(parts[1], also: ".%/:+,") else { return nil }
            if harmless.contains(String(parts[0])) { shown.append(String(pair)) }
        }
        return shown.isEmpty ? "" : "?" + shown.joined(separator: "&")
    }

    /// A bracketed IPv6 address or a name, then at most one colon and digits.
    private static func hasPlainPort(_ server: Substring) -> Bool {
        let afterAddress = server.lastIndex(of: "]").map { server[server.index(after: $0)...] } ?? server
        let parts = afterAddress.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count <= 2 && (parts.count < 2 || parts[1].utf8.allSatisfy { 48...57 ~= $0 })
    }

    private static let harmless = ["host", "hostaddr", "port", "dbname", "user", "service"]

    /// `keyword = value` pairs separated by blanks; values may be quoted, and backslash escapes.
    private static func fromKeywords(_ connection: String) -> String? {
        var shown: [String] = []
        var rest = Substring(connection).drop(while: \.isWhitespace)
        while !rest.isEmpty {
            let keyword = rest.prefix { $0.isASCII && ($0.isLetter || $0 == "_") }
            rest = rest.dropFirst(keyword.count).drop(while: \.isWhitespace)
            guard !keyword.isEmpty, rest.popFirst() == "=" else { return nil }
            rest = rest.drop(while: \.isWhitespace)
            let isQuoted = rest.first == "'"
            if isQuoted { rest.removeFirst() }
            var value = ""
            var isClosed = !isQuoted
            while let character = rest.popFirst() {
                if isQuoted ? character == "'" : character.isWhitespace {
                    isClosed = true
                    break
                }
                guard let taken = character == "\\" ? rest.popFirst() : character else { return nil }
                value.append(taken)
            }
            guard isClosed else { return nil }
            if harmless.contains(String(keyword)) {
                // A database name may itself be a whole connection string, with its password.
                guard isPlain(Substring(value), also: "./:,") else { return nil }
                shown.append("\(keyword)=\(value)")
            }
            rest = rest.drop(while: \.isWhitespace)
        }
        return shown.joined(separator: " ")
    }

    private static func isPlain(_ text: Substring, also extra: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic
                || scalar.properties.numericType != nil
                || extra.unicodeScalars.contains(scalar)
        }
    }
}
