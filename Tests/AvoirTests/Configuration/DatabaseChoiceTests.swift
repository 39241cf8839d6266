import Testing

@testable import avoir

@Suite("Which database a command works on")
struct DatabaseChoiceTests {
    @Test("--database comes first, then AVOIR_DATABASE_URL, then libpq's environment, then the embedded one")
    func order() throws {
        let all = ["AVOIR_DATABASE_URL": "postgresql://b", "PGHOST": "c", "AVOIR_HOME": "/d"]
        #expect(try DatabaseChoice(option: "postgresql://a", environment: all) == .url("postgresql://a"))
        #expect(try DatabaseChoice(option: nil, environment: all) == .url("postgresql://b"))
        let libpq = all.filter { $0.key != "AVOIR_DATABASE_URL" }
        #expect(try DatabaseChoice(option: nil, environment: libpq) == .libpqEnvironment)
        let none = libpq.filter { $0.key != "PGHOST" }
        #expect(try DatabaseChoice(option: nil, environment: none) == .embedded(home: "/d"))
    }

    @Test("each variable that names a server or database counts", arguments: DatabaseChoice.decisiveVariables)
    func decisive(variable: String) throws {
        let environment = [variable: "x", "AVOIR_HOME": "/d"]
        #expect(try DatabaseChoice(option: nil, environment: environment) == .libpqEnvironment)
        let empty = [variable: "", "AVOIR_HOME": "/d"]
        #expect(try DatabaseChoice(option: nil, environment: empty) == .embedded(home: "/d"))
    }

    @Test(
        "a left-over variable that only refines does not divert", arguments: ["PGPORT", "PGUSER", "PGDATA"])
    func leftOver(variable: String) throws {
        let environment = [variable: "5433", "AVOIR_HOME": "/d", "AVOIR_DATABASE_URL": ""]
        #expect(try DatabaseChoice(option: nil, environment: environment) == .embedded(home: "/d"))
    }

    @Test("an empty --database is refused, not passed over")
    func emptyOption() {
        let failure = #expect(throws: Failure.self) {
            try DatabaseChoice(option: "", environment: ["AVOIR_HOME": "/d"])
        }
        #expect(failure?.code == .usage)
    }

    @Test(
        "a database is described by what is harmless in its address",
        arguments: [
            ("postgresql://u:secret@h.example:5433/d", "postgresql://u@h.example:5433/d"),
            ("postgres://h/d?password=secret&user=u", "postgres://h/d?user=u"),
            ("postgresql:///d?host=%2Frun%2Fx&sslpassword=secret", "postgresql:///d?host=%2Frun%2Fx"),
            ("postgresql://u:secret@[::1]:5432,h2/d", "postgresql://u@[::1]:5432,h2/d"),
            ("host=h password=secret dbname=d", "host=h dbname=d"),
            ("host = h password = 'a \\'secret' user=u", "host=h user=u"),
            ("postgresql://u:12#secret@h", "postgresql://u@h"),
            ("service=month", "service=month"),
        ])
    func description(url: String, shown: String) {
        #expect("\(DatabaseChoice.url(url))" == "the database \(shown)")
    }

    @Test(
        "an address that is not plainly well formed is not shown, for it may hold a password anywhere",
        arguments: [
            "postgresql://u:se/cret@h/d", "postgresql://u:12/secret@h/d", "postgresql://u:p@secret@h/d",
            "postgresql://u:12?secret@h/d", "postgresql://u:12/#secret@h", "host=h password='secret",
            "dbname='postgresql://u:secret@h/d'", "password=secret", "host h password secret", "secret",
            "postgresql://h/d?host=u:secret@x",
        ])
    func hidden(url: String) {
        #expect("\(DatabaseChoice.url(url))" == "the given database")
    }
}
