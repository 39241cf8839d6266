/// Refuses, before any tree is built, what the strict form leaves out of YAML.
///
/// Left out are anchors, aliases and merge keys (a few lines of them describe more values than memory
/// holds), tags, directives, several documents, keys that are not text, and text over several lines. As a
/// text never crosses a line end, every token can be found line by line; wherever this reading could differ from
/// libYAML's, it refuses.
struct YAMLScreen {
    private static let deepest = 12

    private let log: YAMLProblemLog
    /// Columns, from 0, at which the enclosing block mappings and lists began, outermost first.
    private var openColumns: [Int] = []
    private var flowDepth = 0
    /// The last token was a whole value: what follows must not continue it.
    private var valueIsComplete = false
    private var documentHasBegun = false
    private var line: [Unicode.Scalar] = []
    private var number = 0

    /// After the first problem that blurs where tokens begin, the rest of the file is not looked at.
    private struct Lost: Error {}

    init(log: YAMLProblemLog) {
        self.log = log
    }

    mutating func read(_ text: YAMLText) {
        for (index, line) in text.lines.enumerated() {
            self.line = line
            number = index + 1
            do throws(Lost) {
                try readLine()
            } catch {
                return
            }
        }
    }

    private mutating func readLine() throws(Lost) {
        var at = line.firstIndex { $0 != " " } ?? line.count
        guard at < line.count, line[at] != "#" else { return }
        if at == 0 { at = try readDocumentMark() }
        documentHasBegun = true
        if flowDepth == 0, valueIsComplete, at < line.count, (openColumns.last ?? -1) < at {
            throw lost(at, "text that continues over several lines must be put in quotes, on one line")
        }
        while at < line.count {
            switch line[at] {
            case " ":
                at += 1
            case "#":
                return
            case "[", "{":
                flowDepth += 1
                try checkDepth(at)
                valueIsComplete = false
                at += 1
            case "]", "}":
                flowDepth = max(0, flowDepth - 1)
                valueIsComplete = true
                at += 1
            case "," where flowDepth > 0:
                valueIsComplete = false
                at += 1
            case ":" where flowDepth > 0 || isBlank(at + 1):
                valueIsComplete = false
                at += 1
            case "-" where isBlank(at + 1):
                try open(at)
                valueIsComplete = false
                at += 1
            default:
                if let reason = refusal(at) {
                    // The value behind an anchor, alias or tag still begins here.
                    log.add(place(at), reason.text, value: shown(at))
                    if reason.isBlurring { throw Lost() }
                    valueIsComplete = false
                    return
                }
                at = try readScalar(at)
            }
        }
    }

    /// The column after `---`, or 0 when the line begins with neither document mark nor directive.
    private mutating func readDocumentMark() throws(Lost) -> Int {
        if line[0] == "%" { throw lost(0, "YAML directives (%) are not accepted") }
        guard isBlank(3) else { return 0 }
        switch line.prefix(3) {
        case ["-", "-", "-"]:
            if documentHasBegun { throw lost(0, "another document begins here: a file holds one") }
            return 3
        case [".", ".", "."]:
            throw lost(0, "an end mark (...) is not accepted: a file holds one document")
        default:
            return 0
        }
    }

    private func refusal(_ at: Int) -> (text: String, isBlurring: Bool)? {
        switch line[at] {
        case "&":
            (
                "an anchor (&) is not accepted: write the value out where it is needed; text goes in quotes",
                false
            )
        case "*":
            (
                "an alias (*) is not accepted: write the value out where it is needed; text goes in quotes",
                false
            )
        case "!":
            ("a tag (!) is not accepted; text goes in quotes", false)
        case "|", ">":
            ("block text (\(line[at])) is not accepted: put the text in quotes, on one line", true)
        case "?" where flowDepth > 0 || isBlank(at + 1):
            ("a key must be a plain word, without '?'", true)
        case "@", "`", "%":
            ("'\(line[at])' cannot begin unquoted text: put it in quotes", true)
        default:
            nil
        }
    }

    /// Reads over a quoted or plain text and returns the column after it.
    private mutating func readScalar(_ start: Int) throws(Lost) -> Int {
        if flowDepth > 0, valueIsComplete {
            throw lost(
                start,
                "a comma is missing before this, or text that continues over several lines is not in quotes")
        }
        let end = line[start] == "\"" || line[start] == "'" ? try endOfQuoted(start) : endOfPlain(start)
        valueIsComplete = true
        let next = line[end...].firstIndex { $0 != " " } ?? line.count
        if flowDepth == 0, next < line.count, line[next] == ":", isBlank(next + 1) { try open(start) }
        return end
    }

    private func endOfQuoted(_ start: Int) throws(Lost) -> Int {
        let quote = line[start]
        var at = start + 1
        while at < line.count {
            if line[at] == "\\", quote == "\"" {
                at += 2
            } else if line[at] != quote {
                at += 1
            } else if quote == "'", at + 1 < line.count, line[at + 1] == "'" {
                at += 2
            } else {
                return at + 1
            }
        }
        throw lost(start, "quoted text must end on the line on which it begins")
    }

    private func endOfPlain(_ start: Int) -> Int {
        var at = start
        while at < line.count {
            switch line[at] {
            case ":" where isBlank(at + 1): return at
            case "#" where at > start && line[at - 1] == " ": return at
            case ",", "[", "]", "{", "}": if flowDepth > 0 && at > start { return at }
            default: break
            }
            at += 1
        }
        return at
    }

    /// A block mapping or list continues, or begins, at this column.
    private mutating func open(_ column: Int) throws(Lost) {
        guard flowDepth == 0 else { return }
        while let last = openColumns.last, last > column { openColumns.removeLast() }
        if openColumns.last != column { openColumns.append(column) }
        try checkDepth(column)
    }

    private func checkDepth(_ at: Int) throws(Lost) {
        if openColumns.count + flowDepth > Self.deepest { throw lost(at, "is nested too deeply") }
    }

    private func isBlank(_ at: Int) -> Bool { at >= line.count || line[at] == " " }

    private func place(_ at: Int) -> FilePlace { FilePlace(line: number, column: at + 1) }

    private func shown(_ at: Int) -> String {
        String(
            String.UnicodeScalarView(line[at...].prefix { $0 != " " && $0 != "," && $0 != "]" && $0 != "}" }))
    }

    private func lost(_ at: Int, _ reason: String) -> Lost {
        log.add(place(at), reason)
        return Lost()
    }
}
