import ArgumentParser
import Documents
import Messages

/// Help on a command, as the argument parser words it, and the rules that messages cite.
struct HelpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help",
        abstract: "Shows help on a command, or the rules that messages cite.",
        discussion: """
            avoir help COMMAND explains a command, as COMMAND --help does. Messages and reports cite the rules \
            of the contract as R1 to R19, and those of the terms language with a T: avoir help rules lists them, and \
            avoir help rules R13 prints one whole.
            """)

    @Argument(
        help: ArgumentHelp(
            "A command; or the word rules, with the numbers of those to print.", valueName: "words"))
    var words: [String] = []
    @Flag(help: "Write the rules as JSON, for programs.")
    var json = false

    private var asksForRules: Bool { words.first == "rules" }

    func validate() throws {
        if json, !asksForRules { throw ValidationError("--json needs: avoir help rules") }
    }

    func run() throws {
        guard asksForRules else { throw CleanExit.helpRequest(Self.command(words)) }
        let rules = try words.count == 1 ? Rule.all : words.dropFirst().map(Self.rule)
        try Terminal.result(json ? rules.json : words.count == 1 ? rules.list : rules.text)
    }

    /// The command that the words name, as far as they name one.
    private static func command(_ words: [String]) -> any ParsableCommand.Type {
        var command: any ParsableCommand.Type = Avoir.self
        for word in words {
            let next = command.configuration.subcommands.first { $0._commandName == word }
            guard let next else { break }
            command = next
        }
        return command
    }

    private static func rule(_ word: String) throws -> Rule {
        if let rule = Rule.all.first(where: { $0.number.lowercased() == word.lowercased() }) { return rule }
        let nearest = nearest(to: word).map { "; the nearest is \($0.number), \($0.title)" } ?? ""
        throw Failure(.usage, "unknown rule \(word)\(nearest); see: avoir help rules")
    }

    /// By number, else by title.
    private static func nearest(to word: String) -> Rule? {
        if let number = Int(word.drop { !$0.isASCII || !$0.isNumber }) {
            let letter = word.first?.uppercased() == "T" ? "T" : "R"
            return Rule.all.filter { $0.number.hasPrefix(letter) }.min {
                abs($0.place - number) < abs($1.place - number)
            }
        }
        let title = NearestName.of(word, among: Rule.all.map { $0.title.lowercased() })
        return Rule.all.first { $0.title.lowercased() == title }
    }
}

extension Rule {
    /// 13 of R13.
    fileprivate var place: Int { Int(number.dropFirst()) ?? 0 }
}
