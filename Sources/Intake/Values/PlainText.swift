import Messages

/// Checks text that is kept as it is written.
enum PlainText {
    /// Any text of at most 64 KiB; line breaks and tabs are its only control characters.
    static func checkText(_ text: Span<UInt8>) throws(Fault) {
        guard text.count <= Limits.text else {
            throw Fault("has \(text.count) bytes; at most \(Limits.text) are kept")
        }
        try checkCharacters(text, allowsLines: true)
    }

    /// An identifier: on one line, no blanks around it.
    static func checkCode(_ text: Span<UInt8>, limit: Int = Limits.code) throws(Fault) {
        try checkCharacters(text, allowsLines: false)
        guard text.count <= limit else {
            throw Fault("has \(text.count) bytes; at most \(limit) are allowed here")
        }
        guard !hasBlankEdge(text) else { throw Fault("has blanks around it; remove them") }
    }

    /// Blanks only, or nothing.
    static func isBlank(_ text: Span<UInt8>) -> Bool {
        // Almost every text begins with something else.
        guard text.count == 0 || text[0] >= 0x80 || text[0] <= ASCII.space else { return false }
        var decoder = UTF8Decoding(text.array)
        while let next = decoder.next() {
            guard case .scalar(let scalar) = next, isInvisible(scalar) else { return false }
        }
        return true
    }

    static func checkUTF8(_ text: Span<UInt8>) throws(Fault) {
        do {
            _ = try UTF8Span(validating: text)
        } catch {
            var decoder = UTF8Decoding(text.array)
            while let next = decoder.next() {
                guard case .stray(let byte) = next else { continue }
                let shown = String(byte, radix: 16, uppercase: true)
                throw Fault(
                    "is not valid UTF-8 at byte \(shown); save the file as UTF-8, not as Windows-1252")
            }
            throw Fault("is not valid UTF-8; save the file as UTF-8")
        }
    }

    private static func checkCharacters(_ text: Span<UInt8>, allowsLines: Bool) throws(Fault) {
        var seen: UInt8 = 0
        var hasControl = false
        for position in text.indices {
            let byte = text[position]
            seen |= byte
            hasControl = hasControl || byte < ASCII.space || byte == 0x7F
        }
        if seen >= 0x80 {
            try checkUTF8(text)
            try checkScalars(text)
        }
        guard hasControl else { return }
        for position in text.indices {
            let byte = text[position]
            let isLineBreak = byte == ASCII.lineFeed || byte == ASCII.carriageReturn || byte == ASCII.tab
            guard byte < ASCII.space || byte == 0x7F, !(isLineBreak && allowsLines) else { continue }
            throw control(byte)
        }
    }

    /// Refuses the control characters and the non-characters beyond ASCII, which XML cannot carry.
    private static func checkScalars(_ text: Span<UInt8>) throws(Fault) {
        for position in text.indices {
            let byte = text[position]
            if byte == 0xC2, text[position + 1] < 0xA0 {
                let scalar = Unicode.Scalar(text[position + 1])
                throw Fault("contains the control character \(TerminalText.escaped(scalar))")
            }
            if byte == 0xEF, text[position + 1] == 0xBF, text[position + 2] >= 0xBE {
                let scalar: Unicode.Scalar = text[position + 2] == 0xBE ? "\u{FFFE}" : "\u{FFFF}"
                throw Fault("contains \(TerminalText.escaped(scalar)), which is not a character")
            }
        }
    }

    private static func control(_ byte: UInt8) -> Fault {
        switch byte {
        case 0: Fault("contains a NUL byte; the file is damaged or not UTF-8")
        case ASCII.lineFeed:
            Fault("contains a line break; is a quotation mark left open?")
        default: Fault("contains the control character \(TerminalText.escaped(Unicode.Scalar(byte)))")
        }
    }

    private static func hasBlankEdge(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0 else { return false }
        let (first, last) = (text[0], text[text.count - 1])
        if first < 0x80 && last < 0x80 { return first == ASCII.space || last == ASCII.space }
        let scalars = String(decoding: text.array, as: UTF8.self).unicodeScalars
        return scalars.first.map(isInvisible) == true || scalars.last.map(isInvisible) == true
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || ["\u{200B}", "\u{2060}", "\u{FEFF}"].contains(scalar)
    }
}
