import TestSupport
import Testing

@Suite("Help: commands, and the rules that messages cite")
struct CommandHelpTests {
    @Test("help rules lists the rules, a line each")
    func list() async throws {
        let lines = try await avoir("help", "rules").expectSilentSuccess().text.split(separator: "\n")
        #expect(lines.count == 31)
        #expect(lines.first?.hasPrefix("R1   Period") == true)
        #expect(lines[18].hasPrefix("R19  Zone data"))
    }

    @Test("help rules prints the rules that are named, in that order, whatever the case")
    func text() async throws {
        let text = try await avoir("help", "rules", "r13", "R1").expectSilentSuccess().text
        #expect(text.hasPrefix("R13 Cap\n\n  Credits of any 30 days"))
        #expect(text.contains("\n\nR1 Period\n\n  A calendar month is judged"))
    }

    @Test("as JSON, for programs")
    func json() async throws {
        let all = try await avoir("help", "rules", "--json").expectSilentSuccess().json()
        #expect(all["rules"].elements.count == 31)
        let one = try await avoir("help", "rules", "R8", "--json").expectSilentSuccess().json()
        #expect(one["rules"].elements.map { $0["title"].text } == ["Exactness"])
        try await avoir("help", "import", "--json").expectFailure(64, saying: "avoir help rules")
    }

    @Test(
        "64: an unknown rule names the nearest one",
        arguments: [
            ("R20", "the nearest is R19, Zone data"), ("0", "the nearest is R1, Period"),
            ("Teirs", "the nearest is R10, Tiers"), ("T7", "the nearest is T6, Notice"),
            ("R", "see: avoir help rules"),
            ("R99999999999999999999", "see: avoir help rules"), ("\u{1B}[31m", "unknown rule \\u{1B}[31m;"),
        ])
    func unknown(word: String, part: String) async throws {
        try await avoir("help", "rules", word).expectFailure(64, saying: part)
    }

    @Test("help on a command is what --help says after it", arguments: [[], ["import"], ["note", "export"]])
    func commands(words: [String]) async throws {
        let help = try await avoir(arguments: ["help"] + words).expectSilentSuccess()
        let option = try await avoir(arguments: words + ["--help"]).expectSilentSuccess()
        #expect(help.text == option.text)
        #expect(help.text.contains("USAGE: avoir"))
    }

    @Test("no line of help is wider than 80 columns, and an option keeps its value beside it")
    func width() throws {
        let page = String(
            decoding: try Checkout.bytes(of: "\(Checkout.root)/docs/reference/commands.md"), as: UTF8.self)
        let lines = page.split(separator: "\n")
        #expect(lines.filter { $0.count > 80 && !$0.hasPrefix("[exit-codes") && !$0.contains("`") } == [])
        #expect(lines.contains("USAGE: avoir record <kind> <field=value> ... [--dry-run] [--restate]"))
    }

    @Test("a wrong word's usage is folded, too")
    func usage() async throws {
        let said = try await avoir("issue", "2026-13").expectFailure(64, saying: "2026-13").errors
        #expect(said.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test("docs/reference/commands.md is the program's own help")
    func reference() async throws {
        let made = try await shell("\(Checkout.root)/scripts/commands-reference").expectSilentSuccess()
        let kept = try Checkout.bytes(of: "\(Checkout.root)/docs/reference/commands.md")
        #expect(made.output == kept, "AVOIR=… scripts/commands-reference > docs/reference/commands.md")
    }

    @Test("each command has a manual page that names its options, and each shell a completion")
    func manual() async throws {
        try await TemporaryFolder.with { folder in
            try await shell("\(Checkout.root)/scripts/manual '\(folder)'").expectSilentSuccess()
            let pages = try TemporaryFolder.names(in: "\(folder)/man/man1")
            let text = try String(
                decoding: Checkout.bytes(of: "\(Checkout.root)/docs/reference/commands.md"), as: UTF8.self)
            let commands = text.split(separator: "\n").filter { $0.hasPrefix("## avoir") }.map {
                String($0.dropFirst(3)).replacing(" ", with: "-") + ".1"
            }
            #expect(pages == commands.sorted() && pages.count > 40)
            let issue = try String(
                decoding: Checkout.bytes(of: "\(folder)/man/man1/avoir-issue.1"), as: UTF8.self)
            for part in [".TH \"AVOIR\\-ISSUE\" 1", "\\-\\-dry\\-run", ".B <month>", ".SH DESCRIPTION"] {
                #expect(issue.contains(part))
            }
            try await shell("bash -n '\(folder)/bash-completion/completions/avoir'").expectSilentSuccess()
        }
    }

    @Test("every rule that sources, SQL and documents cite is defined in docs/contract.md")
    func citations() async throws {
        let script = """
            cd '\(Checkout.root)'
            grep -rhIowE '[RT][0-9]{1,2}(:[0-9]{2})?' --exclude-dir=images \\
                Sources sql docs README.md ARCHITECTURE.md DECISIONS.md CONTRIBUTING.md examples \\
                | grep -v : | sort -u
            """
        let cited = try await shell(script).expectSilentSuccess().text.split(separator: "\n").map(String.init)
        #expect(cited.count > 15)
        let listed = try await avoir("help", "rules").expectSilentSuccess().text.split(separator: "\n")
        let defined = Set(listed.map { String($0.prefix { $0 != " " }) })
        #expect(cited.filter { !defined.contains($0) } == [])
    }

    private func avoir(_ arguments: String...) async throws -> Command.Outcome {
        try await avoir(arguments: arguments)
    }

    private func avoir(arguments: [String]) async throws -> Command.Outcome {
        try await Command(
            arguments: arguments, environment: Command.environment(home: "/"), folder: "/"
        ).run()
    }

    private func shell(_ script: String) async throws -> Command.Outcome {
        try await Command.shell(script, environment: Command.environment(home: "/"), folder: "/").run()
    }
}
