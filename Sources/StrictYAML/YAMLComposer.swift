import Yams

/// Builds the tree of a screened text with the YAML library.
struct YAMLComposer {
    private var text: YAMLText
    private let log: YAMLProblemLog
    /// Doubled keys reported before the reading stops: each costs another reading, and a large file as few as one.
    private let mostDoubledKeys: Int
    /// The true first character of each key that was masked, by where the key begins.
    private var masked: [FilePlace: Unicode.Scalar] = [:]

    /// What is wrong with the file as a whole is logged and nil returned; nil without a problem means an
    /// empty file.
    static func compose(bytes: [UInt8], log: YAMLProblemLog) -> YAMLValue? {
        guard let text = YAMLText(bytes: bytes, log: log) else { return nil }
        var screen = YAMLScreen(log: log)
        screen.read(text)
        guard log.problems.isEmpty else { return nil }
        var composer = YAMLComposer(
            text: text, log: log, mostDoubledKeys: min(10, YAMLText.largest / max(1, bytes.count)))
        return composer.compose()
    }

    private init(text: YAMLText, log: YAMLProblemLog, mostDoubledKeys: Int) {
        self.text = text
        self.log = log
        self.mostDoubledKeys = mostDoubledKeys
    }

    private mutating func compose() -> YAMLValue? {
        while true {
            do {
                // The basic resolver keeps every text as it is written; the encoding is given because the
                // default one asks the environment.
                let parser = try Parser(yaml: text.string, resolver: .basic, encoding: .utf8)
                return try parser.singleRoot().map(value)
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let place = FilePlace(line: context.mark.line, column: context.mark.column)
                if masked.count < mostDoubledKeys, mask(keyAt: place) { continue }
                log.add(place, keyPath: names.first ?? "", "appears more than once in the same mapping")
            } catch let error as YamlError {
                log.add(error, lines: text.lines.count)
            } catch {
                log.add(FilePlace(line: 1, column: 1), "is not valid YAML", value: "\(error)")
            }
            return nil
        }
    }

    /// Replaces the key's first character by a private-use one, which no screened text contains.
    ///
    /// The library stops at the first doubled key and tells one of its places. With the key masked it goes on,
    /// at the same columns; the true key is put back in the tree, where both places and the key's path are known.
    private mutating func mask(keyAt place: FilePlace) -> Bool {
        guard text.lines.indices.contains(place.line - 1) else { return false }
        var line = text.lines[place.line - 1]
        var index = place.column - 1
        if line.indices.contains(index), line[index] == "\"" || line[index] == "'" { index += 1 }
        guard line.indices.contains(index), !["\"", "'", "\\", "[", "{", ":"].contains(line[index]),
            let mask = Unicode.Scalar(0xE000 + UInt32(masked.count)), masked[place] == nil
        else { return false }
        masked[place] = line[index]
        line[index] = mask
        text.lines[place.line - 1] = line
        return true
    }

    private func value(_ node: Node) -> YAMLValue {
        let place = place(node)
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style != .plain
            if !isQuoted, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
                return YAMLValue(content: .nothing, place: place)
            }
            return YAMLValue(content: .text(scalar.string, isQuoted: isQuoted), place: place)
        case .sequence(let sequence):
            return YAMLValue(content: .list(sequence.map(value)), place: place)
        case .mapping(let mapping):
            return YAMLValue(content: .mapping(mapping.compactMap(entry)), place: place)
        case .alias:
            // The screen lets none through, and the parser makes none.
            log.add(place, "an alias (*) is not accepted: write the value out where it is needed")
            return YAMLValue(content: .nothing, place: place)
        }
    }

    private func entry(_ pair: (key: Node, value: Node)) -> YAMLValue.Entry? {
        let keyPlace = place(pair.key)
        guard case .scalar(let scalar) = pair.key else {
            log.add(keyPlace, "a key must be a plain word")
            return nil
        }
        var key = scalar.string
        if let first = masked[keyPlace] {
            key = String(String.UnicodeScalarView([first] + key.unicodeScalars.dropFirst()))
        }
        return YAMLValue.Entry(
            key: key, keyIsQuoted: scalar.style != .plain, keyPlace: keyPlace, value: value(pair.value))
    }

    private func place(_ node: Node) -> FilePlace {
        FilePlace(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}

extension YAMLProblemLog {
    /// The library's message, without its excerpt of the file; it may name the line after the last one.
    fileprivate func add(_ error: YamlError, lines: Int) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let doing = context.map { "\($0.text) that begins on line \($0.mark.line), " } ?? ""
            let place = FilePlace(line: min(mark.line, lines), column: mark.column)
            add(place, "is not valid YAML: \(doing)\(problem)")
        case .reader(let problem, _, _, _):
            add(FilePlace(line: 1, column: 1), "is not valid YAML: \(problem)")
        default:
            add(FilePlace(line: 1, column: 1), "is not valid YAML", value: "\(error)")
        }
    }
}
