import TestSupport

/// A JSON value, and the ways to write and to read it plainly.
indirect enum RandomJSON: Equatable {
    case scalar(String)
    case text(String)
    case array([RandomJSON])
    case object([(name: String, value: RandomJSON)])

    static let names = ["a", "b", "id", "é"]

    init(_ random: inout SeededGenerator, depth: Int) {
        switch depth == 0 ? random.pick(0...1) : random.pick(0...4) {
        case 0: self = .scalar(random.pick(["0", "-1.50", "2E+3", "true", "false", "null", "17"]))
        case 1: self = .text(random.pick(["", "x", "a\"b", "é😀", "\\", "\n\t\u{1}", "]}", "tag"]))
        case 2, 3:
            let names = Self.names.shuffled(using: &random).prefix(random.pick(0...4))
            self = .object(names.map { ($0, RandomJSON(&random, depth: depth - 1)) })
        default: self = .array((0..<random.pick(0...3)).map { _ in RandomJSON(&random, depth: depth - 1) })
        }
    }

    /// Mostly of the shape that the steps of an `each` expect.
    init(_ random: inout SeededGenerator, along steps: ArraySlice<String>) {
        guard let step = steps.first, random.chance(90) else {
            self.init(&random, depth: 3)
            return
        }
        if step == "*" {
            let count = random.pick(0...3)
            self = .array((0..<count).map { _ in RandomJSON(&random, along: steps.dropFirst()) })
        } else {
            let others = Self.names.filter { $0 != step }.prefix(random.pick(0...3))
            let member = (name: step, value: RandomJSON(&random, along: steps.dropFirst()))
            let members = others.map { (name: $0, value: RandomJSON(&random, depth: 1)) } + [member]
            self = .object(members.shuffled(using: &random))
        }
    }

    static func == (a: RandomJSON, b: RandomJSON) -> Bool {
        switch (a, b) {
        case (.scalar(let a), .scalar(let b)), (.text(let a), .text(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)):
            a.map(\.name) == b.map(\.name) && a.map(\.value) == b.map(\.value)
        default: false
        }
    }

    /// Writes it in one of the ways that JSON leaves open.
    func written(_ random: inout SeededGenerator) -> String {
        func blank() -> String { random.pick(["", "", " ", "\n", "\t \r\n"]) }
        switch self {
        case .scalar(let text): return text
        case .text(let text): return Self.quoted(text, &random)
        case .array(let values):
            let parts = values.map { "\(blank())\($0.written(&random))\(blank())" }
            return "[\(parts.isEmpty ? blank() : parts.joined(separator: ","))]"
        case .object(let members):
            let parts = members.map { member in
                let name = Self.quoted(member.name, &random)
                return "\(blank())\(name)\(blank()):\(blank())\(member.value.written(&random))\(blank())"
            }
            return "{\(parts.isEmpty ? blank() : parts.joined(separator: ","))}"
        }
    }

    private static func quoted(_ text: String, _ random: inout SeededGenerator) -> String {
        var written = "\""
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || random.chance(20) {
                for unit in Array(UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter) {
                    let digits = String(unit, radix: 16, uppercase: random.chance(50))
                    written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                written.unicodeScalars.append(scalar)
            }
        }
        return written + "\""
    }

    /// What counts at the end of a path: a scalar, or those of an array.
    var scalars: [String] {
        guard case .array(let elements) = self else { return [shown].compactMap(\.self) }
        return elements.compactMap(\.shown)
    }

    /// As a value is shown; nil for what is absent.
    private var shown: String? {
        switch self {
        case .scalar("null"), .text(""), .array, .object: nil
        case .scalar(let text), .text(let text): text
        }
    }

    /// What stands at names that go through arrays by themselves.
    func values(_ names: ArraySlice<String>) -> [RandomJSON] {
        guard let name = names.first else { return [self] }
        switch self {
        case .object(let members):
            return members.first { $0.name == name }.map { $0.value.values(names.dropFirst()) } ?? []
        case .array(let elements): return elements.flatMap { $0.values(names) }
        case .scalar, .text: return []
        }
    }

    /// The elements at the end of `each`, with what stands around them.
    func elements(_ steps: ArraySlice<String>, _ around: [RandomJSON] = []) -> [(RandomJSON, [RandomJSON])] {
        guard let step = steps.first else { return [(self, around)] }
        switch (self, step) {
        case (.array(let elements), "*"):
            return elements.flatMap { element in
                element.elements(
                    steps.dropFirst(), steps.dropFirst().contains("*") ? around + [element] : around)
            }
        case (.object(let members), _) where step != "*":
            return members.first { $0.name == step }.map { $0.value.elements(steps.dropFirst(), around) }
                ?? []
        default: return []
        }
    }
}
