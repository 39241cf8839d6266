/// Which database to connect to; never prints what it holds, for that can be a password.
package struct ConnectionTarget: Sendable, CustomStringConvertible, CustomReflectable {
    enum Form: Sendable {
        case text(String)
        case pairs([(keyword: String, value: String)])
    }

    let form: Form

    /// A conninfo string or URI as libpq takes it; what it leaves out, or all when it is empty, comes from
    /// libpq's environment, service file and password file.
    package static func string(_ text: String) -> ConnectionTarget {
        ConnectionTarget(form: .text(text))
    }

    /// libpq keywords and their values, taken as they are.
    package static func parameters(_ pairs: [(keyword: String, value: String)]) -> ConnectionTarget {
        ConnectionTarget(form: .pairs(pairs))
    }

    package var description: String { "a connection target" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension ConnectionTarget {
    /// Throws, saying why without a word of the text, when it could not be used or could be misread.
    func check() throws(PostgresError) {
        switch form {
        case .text(let text):
            if let reason = ConnectionString(text).fault {
                throw PostgresError(.malformedTarget, "the connection string is malformed: \(reason)")
            }
        case .pairs(let pairs):
            if pairs.contains(where: { $0.keyword.utf8.contains(0) || $0.value.utf8.contains(0) }) {
                throw PostgresError(.malformedTarget, "a connection parameter contains a NUL byte")
            }
        }
    }

    /// The passwords that it spells out, in every spelling.
    var secrets: [String] {
        switch form {
        case .text(let text): ConnectionString(text).secrets
        case .pairs(let pairs): pairs.filter { ConnectionString.isSecret($0.keyword) }.map(\.value)
        }
    }

    /// Keywords and values for PQconnectStartParams; the later ones win.
    func connectParameters(applicationName: String) -> [(keyword: String, value: String)] {
        given + [("fallback_application_name", applicationName), ("client_encoding", "UTF8")]
    }

    /// What was given, as keywords and values.
    var given: [(keyword: String, value: String)] {
        switch form {
        case .text(let text): [("dbname", text)]
        case .pairs(let pairs): pairs
        }
    }

    /// Whether it says itself if and how the session is encrypted.
    var namesEncryption: Bool {
        switch form {
        case .text(let text): ConnectionString(text).names("sslmode")
        case .pairs(let pairs): pairs.contains { $0.keyword == "sslmode" }
        }
    }

    /// Whether `dbname` may be a whole connection string.
    var expandsDatabaseName: Bool {
        if case .text = form { true } else { false }
    }
}
