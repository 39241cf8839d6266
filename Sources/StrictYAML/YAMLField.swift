import Messages

/// A value and the key path that leads to it; each reading logs why it fails and then returns nil.
package struct YAMLField {
    package let value: YAMLValue
    /// Where its key stands; for an entry of a list, where the entry begins.
    package let keyPlace: FilePlace
    package let path: String
    package let log: YAMLProblemLog

    /// No value needs more, and later stages need not expect a megabyte.
    private static let longest = 4000

    /// Logs a problem of this value, showing what is written unless it is secret.
    package func refuse(_ reason: String, isSecret: Bool = false) {
        log.add(value.place, keyPath: path, reason, value: isSecret ? nil : value.shown)
    }

    /// Whether it is a mapping, for a key that takes one or something simpler.
    package var isMapping: Bool {
        guard case .mapping = value.content else { return false }
        return true
    }

    /// As written, for a key that takes several kinds of value; nil for what is no text.
    package var scalarText: String? {
        guard case .text(let text, _) = value.content else { return nil }
        return text
    }

    /// Whether it is a list, for a key that takes one or something simpler.
    package var isList: Bool {
        guard case .list = value.content else { return false }
        return true
    }

    /// Whether it is a mapping that has the key, for a key that takes several kinds of mapping.
    package func has(_ key: String) -> Bool {
        guard case .mapping(let entries) = value.content else { return false }
        return entries.contains { $0.key == key }
    }

    package func section(keys: [String]) -> YAMLSection? {
        guard case .mapping(let entries) = value.content else {
            refuse("must be a mapping (key: value), not \(value.kind)")
            return nil
        }
        return YAMLSection(entries, keys: keys, place: keyPlace, path: path, log: log)
    }

    package func list() -> [YAMLField]? {
        guard case .list(let values) = value.content else {
            refuse("must be a list, not \(value.kind)")
            return nil
        }
        return values.enumerated().map { index, value in
            YAMLField(value: value, keyPlace: value.place, path: "\(path)[\(index + 1)]", log: log)
        }
    }

    /// The text exactly as written, whatever another reader would take it for.
    package func scalar(_ expected: String) -> (text: String, isQuoted: Bool)? {
        guard case .text(let text, let isQuoted) = value.content else {
            refuse("must be \(expected), not \(value.kind)")
            return nil
        }
        guard text.unicodeScalars.count <= Self.longest else {
            refuse("is longer than \(Self.longest) characters")
            return nil
        }
        return (text, isQuoted)
    }

    /// A text of one line that every YAML reader takes for this same text.
    package func text(longest: Int = 500, isSecret: Bool = false) -> String? {
        guard let (text, isQuoted) = scalar("text") else { return nil }
        var reason: String?
        if !isQuoted, let other = otherReading(ofPlain: text) {
            reason = "must be in quotes: without them, YAML readers take it for \(other)"
        } else if text.isEmpty {
            reason = "is empty"
        } else if text.first == " " || text.last == " " {
            reason = "begins or ends with a space"
        } else if let refused = text.unicodeScalars.compactMap(\.refusal).first {
            reason = "contains \(refused)"
        } else if text.unicodeScalars.count > longest {
            reason = "is longer than \(longest) characters"
        }
        guard let reason else { return text }
        refuse(reason, isSecret: isSecret)
        return nil
    }

    /// `true` or `false`, and none of the other words that YAML 1.1 knows for them.
    package func boolean() -> Bool? {
        guard let (text, isQuoted) = scalar("true or false") else { return nil }
        switch text {
        case "true" where !isQuoted: return true
        case "false" where !isQuoted: return false
        case "true", "false": refuse("must be written without quotes")
        default: refuse("must be true or false")
        }
        return nil
    }

    package func integer(in range: ClosedRange<Int>) -> Int? {
        guard let (text, isQuoted) = scalar("a whole number") else { return nil }
        // A leading zero makes the number octal for some readers.
        let isDecimal = text == "0" || (text.first != "0" && text.utf8.allSatisfy { 48...57 ~= $0 })
        guard !isQuoted, isDecimal, let number = Int(text), range.contains(number) else {
            refuse("must be a whole number from \(range.lowerBound) to \(range.upperBound), without quotes")
            return nil
        }
        return number
    }

    /// One of the known names.
    package func choice(of names: [String]) -> String? {
        let all = names.joined(separator: ", ")
        guard let (text, _) = scalar("one of \(all)") else { return nil }
        if names.contains(text) { return text }
        if let nearest = NearestName.of(text, among: names) {
            refuse("is unknown; did you mean \(nearest)?")
        } else {
            refuse("must be one of \(all)")
        }
        return nil
    }

    /// A list of different known names, in their order; nil when any entry is wrong.
    package func choices(of names: [String]) -> [String]? {
        guard let entries = list() else { return nil }
        var chosen: [String: FilePlace] = [:]
        var complete = true
        let read = entries.compactMap { entry -> String? in
            guard !log.isFull, let name = entry.choice(of: names) else {
                complete = false
                return nil
            }
            if let first = chosen.updateValue(entry.value.place, forKey: name) {
                entry.refuse("appears twice in the list, first on line \(first.line)")
                complete = false
            }
            return name
        }
        return complete ? read : nil
    }
}
