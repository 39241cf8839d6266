import ArgumentParser
import Messages

/// The words of a command line, arranged for the parser, and its messages.
enum CommandWords {
    /// Of every command: whether each takes a value.
    private static let general = ["--database": true, "--config": true, "--json": false, "--quiet": false]

    /// The same with the options that stand before a subcommand behind all that follows it.
    ///
    /// Throws a usage error that names the nearest right one where a subcommand is not known.
    static func arranged(_ words: [String], of root: any ParsableCommand.Type) throws -> [String] {
        var command = root
        var path: [String] = []
        var options: [String] = []
        var rest = words[...]
        while let word = rest.first, word != "--", word != "--help", word != "-h" {
            let subcommands = command.configuration.subcommands
            if subcommands.isEmpty { break }
            if word.hasPrefix("-") {
                options.append(rest.removeFirst())
                // What is no subcommand is the option's value.
                let takesNext = rest.first.map { next in
                    general[word]
                        ?? (!next.hasPrefix("-") && !word.contains("=")
                            && named(next, among: subcommands) == nil)
                }
                if takesNext == true { options.append(rest.removeFirst()) }
            } else if let next = named(word, among: subcommands) {
                path.append(rest.removeFirst())
                command = next
            } else {
                let near = NearestName.of(word, among: subcommands.map { $0._commandName })
                // A default subcommand may take a word of its own.
                if near == nil, command.configuration.defaultSubcommand != nil { break }
                throw unknown(word, of: ([root._commandName] + path).joined(separator: " "), meaning: near)
            }
        }
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return path + rest[..<end] + options + rest[end...]
    }

    private static func named(
        _ name: String, among commands: [any ParsableCommand.Type]
    ) -> (any ParsableCommand.Type)? {
        commands.first { $0._commandName == name || $0.configuration.aliases.contains(name) }
    }

    private static func unknown(_ word: String, of command: String, meaning near: String?) -> ValidationError
    {
        let advice = near.map { "did you mean \(command) \($0)?" } ?? "see \(command) --help"
        return ValidationError("\(command) has no command \(TerminalText.safe(word)); \(advice)")
    }

    /// The parser's message; before a list of values that are possible, the nearest of them.
    static func suggesting(_ message: String) -> String {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, let start = first.firstRange(of: "The value '"),
            let end = first.firstRange(of: "' is invalid for")
        else { return message }
        // A line each, or within quotes on the first one.
        let listed = lines.dropFirst().prefix { $0.hasPrefix("  - ") }.map { String($0.dropFirst(4)) }
        let quoted = first[end.upperBound...].split(separator: "'", omittingEmptySubsequences: false)
        let values = listed + quoted.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
        let written = String(first[start.upperBound..<end.lowerBound])
        guard let near = NearestName.of(written, among: values) else { return message }
        let said = first.replacing(". Please provide", with: ". Did you mean '\(near)'? Please provide")
        return ([said] + lines.dropFirst()).joined(separator: "\n")
    }
}
