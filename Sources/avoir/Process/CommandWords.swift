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

    /// The parser's text with its usage line folded at 80 columns, never within brackets.
    static func folded(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let isUsage = line.hasPrefix("USAGE: ") || line.hasPrefix("Usage: ")
            return isUsage && line.count > 80 ? foldedUsage(line) : String(line)
        }.joined(separator: "\n")
    }

    private static func foldedUsage(_ line: Substring) -> String {
        var lines = [""]
        var isCommand = true
        for part in parts(of: line) {
            // What follows is aligned behind the word that the usage begins with.
            if (lines.last?.count ?? 0) + 1 + part.count > 80, !isCommand {
                lines.append(String(repeating: " ", count: "USAGE: ".count + 2) + part)
            } else {
                lines[lines.count - 1] += (lines.last?.isEmpty == false ? " " : "") + part
            }
            isCommand = isCommand && !part.hasPrefix("[") && !part.hasPrefix("<") && !part.hasPrefix("-")
        }
        return lines.joined(separator: "\n")
    }

    /// Words, and what stands in brackets as one.
    private static func parts(of line: Substring) -> [String] {
        var parts: [String] = []
        var depth = 0
        for word in line.split(separator: " ") {
            if depth > 0, !parts.isEmpty {
                parts[parts.count - 1] += " " + word
            } else if word.hasPrefix("<") || word == "...", parts.last?.hasPrefix("--") == true {
                // The value of an option that must be given.
                parts[parts.count - 1] += " " + word
            } else {
                parts.append(String(word))
            }
            depth += word.count { $0 == "[" } - word.count { $0 == "]" }
        }
        return parts
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
