import TestSupport

/// A situation from the field as a file tells it: what it is about, the files that it needs, and what each command must
/// answer.
///
///     # Title
///     The situation.
///     < NAME              a file of the case, up to a line with a point
///     $ avoir …           a command; its exit code is 0. '…' is one word; > NAME at its end writes into a file
///     > 65                or this one
///     @ ROLE              it is run by a login of this role
///     + TEXT              it says this
///     - TEXT              it does not say this
///     ~ FILE TEXT         the file that it wrote says this
///     ! FILE TEXT         or does not
///     = MONTH SUBSCRIPTION FIELD VALUE    what the month's JSON report states
///     # notes 1           how many notes there are
struct FieldCase: Sendable {
    enum Step: Sendable {
        case command(Call)
        case report(month: String, subscription: String, field: [String], value: String)
        case notes(Int)
        case file(String, text: String, isThere: Bool)
    }

    /// A command and what it must answer.
    struct Call {
        var words: [String]
        /// nil: the owner of everything.
        var role: String?
        var code: Int32 = 0
        var says: [String] = []
        var keepsSilentAbout: [String] = []
    }

    struct Malformed: Error {
        let line: String
    }

    private(set) var files: [(name: String, text: String)] = []
    private(set) var steps: [Step] = []

    static let folder = "\(Checkout.root)/Tests/AvoirTests/Field/cases"

    init(_ name: String) throws {
        let bytes = try Checkout.bytes(of: "\(Self.folder)/\(name)")
        var lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let line = lines.popFirst() {
            let rest = String(line.dropFirst(2))
            switch line.first {
            case "<":
                let text = lines.prefix { $0 != "." }
                lines = lines.dropFirst(text.count + 1)
                files.append((rest, text.joined(separator: "\n") + "\n"))
            case "$": steps.append(.command(Call(words: Self.words(rest))))
            case ">", "+", "-", "@": try expect(line, rest)
            case "~", "!":
                let words = rest.split(separator: " ", maxSplits: 1).map(String.init)
                guard words.count == 2 else { throw Malformed(line: rest) }
                steps.append(.file(words[0], text: words[1], isThere: line.first == "~"))
            case "=": steps.append(try Self.report(rest))
            case "#" where rest.hasPrefix("notes "):
                guard let count = Int(rest.dropFirst(6)) else { throw Malformed(line: rest) }
                steps.append(.notes(count))
            default: break
            }
        }
    }

    private static func words(_ command: String) -> [String] {
        // Every second part stands between quotation marks.
        let parts = command.split(separator: "'", omittingEmptySubsequences: false).enumerated()
        let words = parts.flatMap { place, part in place % 2 == 0 ? part.split(separator: " ") : [part] }
        return words.dropFirst().map(String.init)
    }

    private static func report(_ text: String) throws -> Step {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 4 else { throw Malformed(line: text) }
        return .report(
            month: words[0], subscription: words[1],
            field: words[2].split(separator: ".").map(String.init), value: words[3])
    }

    /// Adds what the last command must answer.
    private mutating func expect(_ line: Substring, _ rest: String) throws {
        guard case .command(var call)? = steps.popLast() else { throw Malformed(line: String(line)) }
        switch line.first {
        case ">":
            guard let number = Int32(rest) else { throw Malformed(line: rest) }
            call.code = number
        case "@": call.role = rest
        case "+": call.says.append(rest)
        default: call.keepsSilentAbout.append(rest)
        }
        steps.append(.command(call))
    }
}
