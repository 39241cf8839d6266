/// A strict reader of the HTML that pages are written in: every element closed in order, every attribute quoted.
///
/// It knows no more of HTML than pages use; what it does not know is an error.
package struct MarkupCheck {
    package struct Element {
        package var name: String
        package var attributes: [String: String]
        /// The names of the elements around it, outermost first.
        package var path: [String]
    }

    package struct Malformed: Error, CustomStringConvertible {
        package var description: String
    }

    package private(set) var elements: [Element] = []
    /// What is shown, character references read; style and script left out.
    package private(set) var text = ""
    /// The same, each text between two tags.
    package private(set) var texts: [String] = []
    private var open: [String] = []

    private static let void: Set<String> = ["meta", "br", "input", "col"]

    package init(_ page: String) throws {
        let start = "<!DOCTYPE html>\n"
        guard page.hasPrefix(start) else { throw Malformed(description: "no doctype") }
        // Scalars, as a browser reads: a mark at the beginning of a text does not combine with the tag before it.
        var rest = page.unicodeScalars.dropFirst(start.unicodeScalars.count)
        while let next = rest.first {
            if next == "<" {
                guard let end = rest.firstIndex(of: ">") else {
                    throw Malformed(description: "a tag without end")
                }
                let tag = rest[rest.index(after: rest.startIndex)..<end]
                rest = rest[rest.index(after: end)...]
                try read(tag: tag)
                if let name = open.last, name == "style" || name == "script" {
                    rest = try Self.skip(to: "</\(name)>", in: rest)
                    open.removeLast()
                }
            } else {
                let end = rest.firstIndex(of: "<") ?? rest.endIndex
                texts.append(try Self.read(text: rest[..<end]))
                text += texts.last ?? ""
                rest = rest[end...]
            }
        }
        guard open.isEmpty else { throw Malformed(description: "not closed: \(open)") }
        let ids = elements.compactMap { $0.attributes["id"] }
        guard Set(ids).count == ids.count else { throw Malformed(description: "an id stands twice") }
    }

    package func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    private mutating func read(tag: Substring.UnicodeScalarView) throws {
        if tag.first == "/" {
            let name = String(tag.dropFirst())
            guard open.last == name else {
                throw Malformed(description: "</\(name)> closes \(open.last ?? "nothing")")
            }
            open.removeLast()
            return
        }
        let isEmpty = tag.last == "/"
        var rest = isEmpty ? tag.dropLast() : tag
        let name = String(rest.prefix { $0 != " " })
        rest = rest.dropFirst(name.unicodeScalars.count)
        var attributes: [String: String] = [:]
        while rest.first == " " {
            rest = rest.dropFirst()
            let key = String(rest.prefix { $0 != "=" })
            rest = rest.dropFirst(key.unicodeScalars.count)
            guard !key.isEmpty, rest.starts(with: "=\"".unicodeScalars),
                let end = rest.dropFirst(2).firstIndex(of: "\"")
            else {
                throw Malformed(description: "an attribute without quotes in <\(tag)>")
            }
            let value = rest[rest.index(rest.startIndex, offsetBy: 2)..<end]
            guard attributes.updateValue(try Self.read(text: value), forKey: key) == nil else {
                throw Malformed(description: "an attribute twice in <\(tag)>")
            }
            rest = rest[rest.index(after: end)...]
        }
        guard rest.isEmpty else { throw Malformed(description: "<\(tag)>") }
        elements.append(Element(name: name, attributes: attributes, path: open))
        if !isEmpty, !Self.void.contains(name) { open.append(name) }
    }

    private static func read(text: Substring.UnicodeScalarView) throws -> String {
        let references = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "#13": "\r"]
        var result = String.UnicodeScalarView()
        var parts = text.split(separator: "&", omittingEmptySubsequences: false)
        result += parts.removeFirst()
        for part in parts {
            guard let end = part.firstIndex(of: ";"), let character = references[String(part[..<end])] else {
                throw Malformed(description: "a bare & before \(part.prefix(10))")
            }
            result += character.unicodeScalars + part[part.index(after: end)...]
        }
        guard !result.isEmpty || text.isEmpty, !text.contains("\"") else {
            throw Malformed(description: "a bare quote in \(text)")
        }
        return String(result)
    }

    private static func skip(
        to end: String, in rest: Substring.UnicodeScalarView
    ) throws -> Substring.UnicodeScalarView {
        var rest = rest
        while !rest.isEmpty {
            if rest.starts(with: end.unicodeScalars) { return rest.dropFirst(end.unicodeScalars.count) }
            rest = rest.dropFirst()
        }
        throw Malformed(description: "no \(end)")
    }
}
