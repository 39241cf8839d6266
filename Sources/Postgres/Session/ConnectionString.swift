internal import CLibPQ

/// A conninfo string or URI, looked at before libpq acts on it.
///
/// libpq repeats parts of a string that it cannot parse, and takes the end of an unescaped password for a host
/// or a port; so whatever could be misread is refused first, in words that contain nothing of the string.
struct ConnectionString {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func isSecret(_ keyword: some StringProtocol) -> Bool {
        keyword == "password" || keyword == "sslpassword"
    }

    /// What follows the scheme, or nil when the text is not a URI to libpq.
    private var afterScheme: Substring? {
        for scheme in ["postgresql://", "postgres://"] where text.hasPrefix(scheme) {
            return text.dropFirst(scheme.count)
        }
        return nil
    }

    /// Why the text cannot be used, or nil.
    var fault: String? {
        if text.utf8.contains(0) { return "it contains a NUL byte" }
        if afterScheme == nil, !text.contains("=") {
            // To libpq this is the name of a database, and the server would repeat it.
            let looksLikeURI = text.contains("://") || text.contains("@")
            return looksLikeURI ? "it does not begin with postgresql://" : nil
        }
        if let uri = afterScheme, Self.location(of: uri).contains("@") {
            return
                "it has an @ after the host or the password; inside a name or password write %40, and %2F for /"
        }
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(text, &message)
        defer {
            PQconninfoFree(options)
            PQfreemem(message)
        }
        guard let options else {
            return Self.reason(for: message.map { String(cString: $0) } ?? "")
        }
        let ports = ConnectionOptions(options).first { $0.keyword == "port" }?.value ?? ""
        if !Self.arePorts(ports) { return "its port is not a number from 1 to 65535" }
        return nil
    }

    /// Hosts, ports and database: the part of a URI between the user information and the query.
    private static func location(of uri: Substring) -> Substring {
        let end = uri.firstIndex { $0 == "@" || $0 == "/" }
        let start = end.flatMap { uri[$0] == "@" ? uri.index(after: $0) : nil } ?? uri.startIndex
        return uri[start...].prefix { $0 != "?" }
    }

    private static func arePorts(_ ports: String) -> Bool {
        ports.split(separator: ",").allSatisfy { port in
            Int(port).map { (1...65535).contains($0) } ?? false
        }
    }

    /// libpq's message quotes the string: only what it means is passed on.
    private static func reason(for message: String) -> String {
        let reasons = [
            ("forbidden value %00", "it contains a NUL byte"),
            ("percent-encoded", "a % is not followed by two hexadecimal digits of a character"),
            ("unterminated quoted", "a quoted value does not end"),
            ("IPv6", "the brackets of an IPv6 address are wrong"),
            ("missing \"=\"", "a keyword has no value; a value with spaces needs quotes"),
            ("separator", "a query parameter is not of the form keyword=value"),
            ("invalid URI query parameter", "it has an unknown query parameter"),
            ("invalid connection option", "it has an unknown keyword"),
            ("unexpected character", "the host is not followed by a port, a database or a query"),
        ]
        return reasons.first { message.contains($0.0) }?.1 ?? "libpq cannot parse it"
    }

    /// Whether it gives this keyword a value.
    func names(_ keyword: String) -> Bool {
        guard let options = PQconninfoParse(text, nil) else { return false }
        defer { PQconninfoFree(options) }
        return ConnectionOptions(options).contains { $0.keyword == keyword }
    }

    /// Every password in it: as libpq reads it, and as it is written.
    var secrets: [String] {
        var secrets: [String] = []
        if let uri = afterScheme {
            if let end = uri.firstIndex(where: { $0 == "@" || $0 == "/" }), uri[end] == "@",
                let colon = uri[..<end].firstIndex(of: ":")
            {
                secrets.append(String(uri[..<end][colon...].dropFirst()))
            }
            for pair in uri.split(separator: "?").dropFirst().joined(separator: "?").split(separator: "&") {
                let sides = pair.split(separator: "=", maxSplits: 1)
                if sides.count == 2, Self.isSecret(sides[0]) { secrets.append(String(sides[1])) }
            }
        }
        let options = PQconninfoParse(text, nil)
        defer { PQconninfoFree(options) }
        guard let options else { return secrets }
        for option in ConnectionOptions(options) where option.isSecret {
            secrets.append(option.value)
            // As it is written inside quotes.
            secrets.append(
                String(option.value.flatMap { "\\'".contains($0) ? ["\\", $0] : [$0] as [Character] }))
        }
        return secrets
    }
}

/// The options of a connection that have a value, as libpq lists them.
struct ConnectionOptions: Sequence, IteratorProtocol {
    private var option: UnsafeMutablePointer<PQconninfoOption>

    init(_ first: UnsafeMutablePointer<PQconninfoOption>) {
        option = first
    }

    mutating func next() -> (keyword: String, value: String, isSecret: Bool)? {
        while let keyword = option.pointee.keyword {
            defer { option += 1 }
            guard let value = option.pointee.val else { continue }
            // libpq marks what a dialogue should not show with a star.
            let isSecret = option.pointee.dispchar.map { $0.pointee == 0x2A } ?? false
            return (String(cString: keyword), String(cString: value), isSecret)
        }
        return nil
    }
}
