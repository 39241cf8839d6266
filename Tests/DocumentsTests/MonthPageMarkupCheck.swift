/// A strict reader of the HTML that pages are written in: every element closed in order, every attribute quoted.
///
/// It knows no more of HTML than pages use; what it does not know is an error.
struct MarkupCheck {
    struct Element {
        var name: String
        var attributes: [String: String]
        /// The names of the elements around it, outermost first.
        var path: [String]
    }

    struct Malformed: Error, CustomStringConvertible {
        var description: String
    }

    private(set) var elements: [Element] = []
    /// What is shown, character references read; style and script left out.
    private(set) var text = ""
    private var open: [String] = []

    private static let void: Set<String> = ["meta", "br", "input", "col"]

    init(_ page: String) throws {
        let start = "<!DOCTYPE html>\n"
        guard page.hasPrefix(start) else { throw Malformed(description: "no doctype") }
        var rest = page.dropFirst(start.count)
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
                text += try Self.read(text: rest[..<end])
                rest = rest[end...]
            }
        }
        guard open.isEmpty else { throw Malformed(description: "not closed: \(open)") }
        let ids = elements.compactMap { $0.attributes["id"] }
        guard Set(ids).count == ids.count else { throw Malformed(description: "an id stands twice") }
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    private mutating func read(tag: Substring) throws {
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
        rest = rest.dropFirst(name.count)
        var attributes: [String: String] = [:]
        while rest.first == " " {
            rest = rest.dropFirst()
            let key = String(rest.prefix { $0 != "=" })
            rest = rest.dropFirst(key.count)
            guard !key.isEmpty, rest.hasPrefix("=\""), let end = rest.dropFirst(2).firstIndex(of: "\"") else {
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

    private static func read(text: Substring) throws -> String {
        let references = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "#13": "\r"]
        var result = ""
        var parts = text.split(separator: "&", omittingEmptySubsequences: false)
        result += parts.removeFirst()
        for part in parts {
            guard let end = part.firstIndex(of: ";"), let character = references[String(part[..<end])] else {
                throw Malformed(description: "a bare & before \(part.prefix(10))")
            }
            result += character + part[part.index(after: end)...]
        }
        guard !result.isEmpty || text.isEmpty, !text.contains("\"") else {
            throw Malformed(description: "a bare quote in \(text)")
        }
        return result
    }

    private static func skip(to end: String, in rest: Substring) throws -> Substring {
        var rest = rest
        while !rest.isEmpty {
            if rest.hasPrefix(end) { return rest.dropFirst(end.count) }
            rest = rest.dropFirst()
        }
        throw Malformed(description: "no \(end)")
    }
}
