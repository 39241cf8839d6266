internal import CLibYAML

/// What libyaml finds in a text, one piece after the other.
struct YAMLEvents: ~Copyable {
    enum Event {
        case scalar(String, isQuoted: Bool)
        case list
        case mapping
        case alias
        /// Of the list or mapping that began last.
        case end
        case endOfFile
    }

    /// The library's message, without its excerpt of the file.
    struct Problem: Error {
        var place: FilePlace
        var text: String
    }

    // The library keeps pointers to the parser and to the text, so both stay where they are.
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let text: UnsafeMutableBufferPointer<UInt8>

    /// - Parameter string: screened.
    init(_ string: String) throws(Problem) {
        text = .allocate(capacity: string.utf8.count)
        _ = text.initialize(from: string.utf8)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            throw Problem(place: FilePlace(line: 1, column: 1), text: "there is not enough memory")
        }
        // Else the first bytes would decide.
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        text.deallocate()
    }

    /// The next piece and where it begins; the marks of a stream and of a document are passed over.
    mutating func next() throws(Problem) -> (event: Event, place: FilePlace) {
        while true {
            var found = yaml_event_t()
            guard yaml_parser_parse(parser, &found) == 1 else { throw problem() }
            defer { yaml_event_delete(&found) }
            let place = FilePlace(found.start_mark)
            switch found.type {
            case YAML_SCALAR_EVENT:
                let scalar = found.data.scalar
                let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
                let isQuoted = scalar.style != YAML_PLAIN_SCALAR_STYLE
                return (.scalar(String(decoding: bytes, as: UTF8.self), isQuoted: isQuoted), place)
            case YAML_SEQUENCE_START_EVENT: return (.list, place)
            case YAML_MAPPING_START_EVENT: return (.mapping, place)
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return (.end, place)
            case YAML_ALIAS_EVENT: return (.alias, place)
            // After the end there are events without a kind.
            case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return (.endOfFile, place)
            default: continue
            }
        }
    }

    private func problem() -> Problem {
        let found = parser.pointee
        let reason = found.problem.map { String(cString: $0) } ?? "it cannot be read"
        guard found.error != YAML_READER_ERROR, found.error != YAML_MEMORY_ERROR else {
            return Problem(place: FilePlace(line: 1, column: 1), text: reason)
        }
        let doing = found.context.map {
            "\(String(cString: $0)) that begins on line \(FilePlace(found.context_mark).line), "
        }
        return Problem(place: FilePlace(found.problem_mark), text: (doing ?? "") + reason)
    }
}

extension FilePlace {
    /// The library counts from 0.
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}
