internal import Glibc
internal import Postgres
import TestSupport
internal import Testing

@Suite("passwords")
struct PasswordTests {
    /// Each holds the word `hunter` somewhere in what its writer meant to be the password.
    static let malformed = [
        "postgresql://u:p@hunter@host:abc/db",
        "postgresql://u:hunter@x@host/db",
        "postgres://u:hunter%zz@h/db",
        "postgres://u:hunter@[::1/db",
        "postgres://u:hunter@]::1[/db",
        "postgresql://u:hunter]@[h/db",
        "postgres://u:1/hunter@h/db",
        "postgres://u:hunter/x@h/db",
        "postgres://u:hunter/db",
        "postgres://hunter:99999999/db?host=/nowhere",
        "postgres://u:a?hunter/b@h/db",
        "postgres://u:hunter@h:port/db",
        "postgres://u:p@h:hunter/db",
        "postgres://h/db?password=hunter=2",
        "postgres://h/db?password=%hunter",
        "postgres://h/db?password=a&hunter",
        "postgres://h/db?passwrd=hunter",
        "postgres://u:hunter@h/db?what=1",
        "postgres://u:hunter@h/db@x",
        "postgres://u:hunter%00@h/db",
        "u:hunter@h/db",
        "Postgres://u:hunter@h/db",
        "mysql://u:hunter@h/db",
        "Postgres://u:hunter@h/db?sslmode=require",
        "host=h password='hunter",
        "host=h password=a hunter",
        "host=h password=a hunter=b",
        "host=h password 'hunter'",
        "password='a' hunter user=x",
        "password=hunter user",
    ]

    @Test("a malformed connection string is refused without a word of it", arguments: malformed)
    func malformedStrings(text: String) throws {
        _ = try TestServer.url()
        let error = try refusal { _ = try Connection(.string(text)) }
        #expect(error.kind == .malformedTarget)
        #expect(error.description.hasPrefix("the connection string is malformed: "))
        #expect(!everything(error).contains("hunter"))
    }

    /// `%@` stands for the socket directory of a server that repeats the password that it was sent.
    static let wellFormed = [
        "host=%@ user=u dbname=d password=hunter",
        "host=%@ user=u dbname=d password='hunter two'",
        "host=%@ user=u dbname=d password = 'hunter\\'s \\\\two'",
        "host=%@ user=u dbname=d password=hunter\\ two",
        "postgres://u:hunter@/d?host=%@",
        "postgresql://u:hunter%20two@/d?host=%@",
        "postgresql://u:%68unter:two@/d?host=%@",
        "postgresql://u:hunter?two#@/d?host=%@",
        "postgresql://u:hunter%40two%2F@/d?host=%@",
        "postgresql:///d?user=u&host=%@&password=hunter",
        "postgresql:///d?user=u&password=hunter%3Dtwo&host=%@",
        "postgresql:///d?user=u&password=hunter@two&host=%@",
    ]

    @Test("a password that the server repeats is taken out of its message", arguments: wellFormed)
    func repeated(text: String) throws {
        _ = try TestServer.url()
        let server = try FakeServer(.refusingPassword)
        let target = text.split(separator: "%@", omittingEmptySubsequences: false).joined(
            separator: server.directory)
        let error = try refusal { _ = try Connection(.string(target)) }
        #expect(error.kind == .connectionFailed && error.isConnectionLoss)
        #expect(error.description.hasSuffix("no such password: ***"))
        #expect(!everything(error).contains("hunter"))
    }

    @Test("a password given as a pair is taken out, and a target prints nothing of itself")
    func pair() throws {
        _ = try TestServer.url()
        let server = try FakeServer(.refusingPassword)
        let target = ConnectionTarget.parameters([
            ("host", server.directory), ("user", "u"), ("dbname", "d"), ("password", "hunter"),
        ])
        let error = try refusal { _ = try Connection(target) }
        #expect(error.description.hasSuffix("no such password: ***"))
        #expect(!everything(error).contains("hunter"))
        #expect(!everything(target).contains("hunter"))
        #expect(!everything(ConnectionTarget.string("password=hunter")).contains("hunter"))
    }

    @Test("a short password is taken out where it stands alone, and cannot be read off the gaps")
    func short() throws {
        _ = try TestServer.url()
        let server = try FakeServer(.refusingPassword)
        let error = try refusal {
            _ = try Connection(.string("host=\(server.directory) user=u dbname=d password=s"))
        }
        #expect(error.description.hasSuffix("no such password: ***"))
        #expect(error.description.hasPrefix("connection to server on socket"))
    }

    @Test("an unreachable server is named, its password is not")
    func unreachable() throws {
        _ = try TestServer.url()
        let error = try refusal {
            _ = try Connection(.string("postgresql://u:hunter@127.0.0.1:1/d"))
        }
        #expect(error.kind == .connectionFailed && error.isConnectionLoss)
        #expect(error.message.contains("127.0.0.1") && error.message.contains("refused"))
        #expect(!everything(error).contains("hunter"))
    }

    @Test(
        "passwords of the environment, the service file and the password file are used and not printed",
        arguments: ["environment", "service", "passfile"])
    func files(source: String) async throws {
        _ = try TestServer.url()
        // The environment belongs to the whole process: the child has its own.
        await #expect(processExitsWith: .success) { [source] in
            let server = try FakeServer(.refusingPassword)
            let service = "\(server.directory)/service.conf"
            let passwords = "\(server.directory)/pgpass"
            defer {
                unlink(service)
                unlink(passwords)
            }
            for name in ["PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "PGPASSWORD", "PGSERVICE"] {
                unsetenv(name)
            }
            setenv("PGSERVICEFILE", service, 1)
            setenv("PGPASSFILE", passwords, 1)
            var text = "host=\(server.directory) user=u dbname=d"
            switch source {
            case "environment":
                setenv("PGHOST", server.directory, 1)
                setenv("PGUSER", "u", 1)
                setenv("PGPASSWORD", "hunter", 1)
                text = ""
            case "service":
                try write(
                    "[avoir]\nhost=\(server.directory)\nuser=u\ndbname=d\npassword=hunter\n", to: service)
                text = "service=avoir"
            default:
                try write("*:*:d:u:hunter\n", to: passwords)
            }
            let error = try refusal { _ = try Connection(.string(text)) }
            // The server repeats what it was sent: so there was a password, and it was taken out.
            try #require(error.description.contains("no such password: ***"), "\(error)")
            try #require(!everything(error).contains("hunter"))
        }
    }
}

/// Whatever a program could print of a value.
private func everything<Value>(_ value: Value) -> String {
    var text = "\(value) \(String(reflecting: value))"
    dump(value, to: &text)
    return text
}

private func write(_ text: String, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    try #require(Glibc.write(file, text, text.utf8.count) == text.utf8.count)
}
