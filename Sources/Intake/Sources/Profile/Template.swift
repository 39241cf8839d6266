/// A text with paths in it: `"{host}[;{service}]"`. A path alone is one, too.
///
/// Source: docs/reference/sources.md "Values".
package struct Template: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case text(String)
        case path(SourcePath)
    }

    struct Part: Hashable, Sendable {
        var pieces: [Piece] = []
        /// Whether this part alone falls away where one of its paths has no value.
        var isOptional = false
    }

    /// More combinations than a record may give rows: what has so many is refused or cut, never built whole.
    static let most = 10_001

    private let parts: [Part]

    /// The value at a path, as it stands there.
    package init(_ path: SourcePath) {
        parts = [Part(pieces: [.path(path)])]
    }

    /// `path` reads what stands between braces. Throws where the text is no template.
    package init(
        _ text: String, path: (String) throws(ProfileFault) -> SourcePath
    ) throws(ProfileFault) {
        var reader = TemplateReader(text)
        parts = try reader.parts(path)
    }

    /// Every path in it.
    package var paths: [SourcePath] {
        parts.flatMap { part in
            part.pieces.compactMap { if case .path(let path) = $0 { path } else { nil } }
        }
    }

    /// The path that it is, where it is nothing else.
    var onlyPath: SourcePath? {
        guard parts.count == 1, parts[0].pieces.count == 1, case .path(let path) = parts[0].pieces[0] else {
            return nil
        }
        return path
    }

    /// What it comes to for a record: every combination of values, none where a path that must have one has none.
    func values(in record: any SourceRecord) -> [SourceValue] {
        if let onlyPath { return record.values(at: onlyPath).filter { !$0.text.isEmpty } }
        var texts = [""]
        for part in parts {
            var combined = [""]
            for piece in part.pieces {
                switch piece {
                case .text(let text): combined = combined.map { $0 + text }
                case .path(let path):
                    combined = Self.combinations(
                        combined, record.values(at: path).map(\.text).filter { !$0.isEmpty })
                }
            }
            if combined.isEmpty {
                guard part.isOptional else { return [] }
            } else {
                texts = Self.combinations(texts, combined)
            }
        }
        return texts.filter { !$0.isEmpty }.map { SourceValue($0) }
    }

    private static func combinations(_ beginnings: [String], _ ends: [String]) -> [String] {
        var all: [String] = []
        for beginning in beginnings {
            for end in ends where all.count < most { all.append(beginning + end) }
        }
        return all
    }
}

/// Reads the text of a template.
private struct TemplateReader {
    private let characters: [Character]
    private var position = 0

    init(_ text: String) {
        characters = Array(text)
    }

    mutating func parts(_ path: (String) throws(ProfileFault) -> SourcePath) throws(ProfileFault) -> [Template
        .Part]
    {
        var parts: [Template.Part] = []
        var part = Template.Part()
        while position < characters.count {
            let character = characters[position]
            position += 1
            switch character {
            case "{", "}", "[", "]":
                if position < characters.count, characters[position] == character, !endsPart(character, part)
                {
                    position += 1
                    part.append(character)
                } else if character == "{" {
                    part.pieces.append(.path(try path(try readBraces())))
                } else if character == "}" {
                    throw ProfileFault("has } without {; write }} for the character itself")
                } else if character == "[" {
                    guard !part.isOptional else {
                        throw ProfileFault("has an optional part within another one")
                    }
                    if !part.pieces.isEmpty { parts.append(part) }
                    part = Template.Part(isOptional: true)
                } else {
                    try part.checkOptional()
                    parts.append(part)
                    part = Template.Part()
                }
            default: part.append(character)
            }
        }
        guard !part.isOptional else { throw ProfileFault("opens an optional part with [ that is not closed") }
        if !part.pieces.isEmpty { parts.append(part) }
        return parts
    }

    /// Of two closing brackets in a row the first ends an optional part that a path ends.
    private func endsPart(_ character: Character, _ part: Template.Part) -> Bool {
        guard character == "]", part.isOptional, case .path? = part.pieces.last else { return false }
        return true
    }

    /// What stands up to the brace that closes, which may stand in quotation marks, too.
    private mutating func readBraces() throws(ProfileFault) -> String {
        var text = ""
        var isQuoted = false
        while position < characters.count {
            let character = characters[position]
            position += 1
            if character == "}", !isQuoted { return text }
            if character == "\"" { isQuoted.toggle() }
            text.append(character)
        }
        throw ProfileFault("opens a path with { that is not closed; write {{ for the character itself")
    }
}

extension Template.Part {
    fileprivate mutating func append(_ character: Character) {
        if case .text(let text)? = pieces.last {
            pieces[pieces.count - 1] = .text(text + String(character))
        } else {
            pieces.append(.text(String(character)))
        }
    }

    fileprivate func checkOptional() throws(ProfileFault) {
        guard isOptional else { throw ProfileFault("has ] without [; write ]] for the character itself") }
        let hasPath = pieces.contains { if case .path = $0 { true } else { false } }
        guard hasPath else {
            throw ProfileFault(
                "has an optional part without a path, which never falls away; write [[ and ]] for the characters"
            )
        }
    }
}
