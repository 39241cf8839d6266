import TestSupport
import Testing

/// Holds the terminal sessions that the README and the tutorial print to what the program says.
@Suite("Printed sessions")
struct TranscriptTests {
    @Test("the tutorial's commands say what it prints")
    func tutorial() async throws {
        try await CommandDatabase.withSchema { database in
            let page = try Self.page("docs/guide/first-month.md").replacing("/tmp/notes", with: "notes")
            try await Self.copyMonth(database)
            for block in Transcript.blocks(of: page) {
                switch block {
                case .script(let script):
                    // The home folder and the database are the test's own.
                    if script.contains("AVOIR_HOME") || script.contains("database stop") { continue }
                    try await Self.run(script, on: database).expect(0)
                case .session(let session):
                    for step in session {
                        let outcome = try await Self.run(step.command, on: database)
                        step.compare(with: outcome.errors + outcome.text)
                    }
                }
            }
        }
    }

    @Test("a month from the files of other tools, in six commands")
    func tools() async throws {
        try await CommandDatabase.withSchema { database in
            try await Self.copyMonth(database)
            var commands = 0
            for block in Transcript.blocks(of: try Self.page("docs/guide/from-your-tools.md")) {
                switch block {
                case .script(let script):
                    if script.contains("AVOIR_HOME") { continue }
                    try await Self.run(script, on: database, in: "tools").expect(0)
                case .session(let session):
                    for step in session {
                        let outcome = try await Self.run(step.command, on: database, in: "tools").expect(0)
                        step.compare(with: outcome.errors + outcome.text)
                        commands += 1
                    }
                }
            }
            // The six, and the report.
            #expect(commands == 7)
        }
    }

    @Test("the finance guide prints what the program says in French")
    func finance() async throws {
        try await CommandDatabase.withMonth { database in
            try await Self.copyMonth(database)
            try await Self.run(
                "avoir issuer set ../issuer.yaml && avoir issue 2026-09 --date 2026-10-20", on: database
            ).expect(0)
            var compared = 0
            for case .session(let session) in Transcript.blocks(of: try Self.page("docs/guide/finance.md")) {
                for step in session {
                    let outcome = try await Self.run(step.command, on: database)
                    step.compare(with: outcome.errors + outcome.text)
                    compared += 1
                }
            }
            #expect(compared >= 1)
        }
    }

    @Test("the README prints what the demonstration says")
    func readme() async throws {
        try await CommandDatabase.withSchema { database in
            try await Self.copyMonth(database)
            let script = try Self.page("scripts/demo")
            let start = try #require(script.firstRange(of: "\nfor terms in"))
            let end = try #require(script.firstRange(of: "\nif [ -n \"$documents\" ]"))
            let steps = script[start.lowerBound..<end.lowerBound].replacing("\n    run ", with: "\n    run ")
            let said = try await Self.run(
                "set -e\nrun() { printf '\\n$ avoir %s\\n' \"$*\"; avoir \"$@\" 2>&1; }\n\(steps)",
                on: database)
            said.expect(0)
            var rest = Transcript.sessions(of: said.text)[...]
            var compared = 0
            for case .session(let session) in Transcript.blocks(of: try Self.page("README.md")) {
                for step in session {
                    while let next = rest.first, next.command != step.command { rest.removeFirst() }
                    let found = rest.popFirst()
                    let next = try #require(found, "scripts/demo does not run: \(step.command)")
                    step.compare(with: next.output.joined(separator: "\n"))
                    compared += 1
                }
            }
            #expect(compared >= 5)
        }
    }

    private static func page(_ path: String) throws -> String {
        String(decoding: try Checkout.bytes(of: "\(Checkout.root)/\(path)"), as: UTF8.self)
    }

    private static func copyMonth(_ database: CommandDatabase) async throws {
        try await database.shell("cp -r '\(Checkout.root)/examples' .").expect(0)
    }

    /// In a folder of the examples, with `avoir` on the path.
    private static func run(
        _ script: String, on database: CommandDatabase, in folder: String = "month"
    ) async throws -> Command.Outcome {
        try await database.shell("avoir() { \"$AVOIR\" \"$@\"; }\ncd examples/\(folder)\n\(script)")
    }
}

/// A page's blocks of code, as far as they are commands.
enum Transcript {
    enum Block {
        /// Commands without output, for a shell.
        case script(String)
        case session([Step])
    }

    /// One command and what it says; `…` alone stands for any lines, at the end of a line for its rest.
    struct Step {
        var command: String
        var output: [String] = []

        /// Every line that is printed must be said, in the order in which they are printed.
        func compare(with said: String) {
            // A page has plain blanks where French puts ones that do not break.
            let plain = said.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
            var rest = plain.split(separator: "\n").map(String.init)[...]
            for line in output where line.trimmed != "…" && !line.isEmpty {
                let place = rest.firstIndex {
                    $0 == line || line.hasSuffix("…") && $0.hasPrefix(line.dropLast())
                }
                guard let place else {
                    Issue.record("\(command)\ndoes not say, or not there:\n\(line)\nbut:\n\(said)")
                    return
                }
                rest = rest[(place + 1)...]
            }
        }
    }

    static func blocks(of page: String) -> [Block] {
        var blocks: [Block] = []
        var open: (language: Substring, lines: [Substring])?
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("```") else {
                open?.lines.append(line)
                continue
            }
            if let (language, lines) = open {
                let text = lines.joined(separator: "\n")
                if language == "sh" { blocks.append(.script(text)) }
                if language.isEmpty, text.hasPrefix("$ ") { blocks.append(.session(sessions(of: text))) }
                open = nil
            } else {
                open = (line.dropFirst(3), [])
            }
        }
        return blocks
    }

    static func sessions(of text: String) -> [Step] {
        var steps: [Step] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("$ ") {
                steps.append(Step(command: String(line.dropFirst(2))))
            } else if !steps.isEmpty {
                steps[steps.count - 1].output.append(String(line))
            }
        }
        return steps
    }
}

extension String {
    fileprivate var trimmed: Substring {
        self[...].drop { $0 == " " }
    }
}
