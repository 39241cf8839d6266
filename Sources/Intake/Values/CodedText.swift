import SLA

/// Checks text whose form someone else has laid down.
enum CodedText {
    /// ISO 4217. Amounts are kept in cents, so the minor unit must have two decimals.
    static func checkCurrency(_ text: Span<UInt8>) throws(Fault) {
        guard text.count == 3, text.indices.allSatisfy({ ASCII.isCapital(text[$0]) }) else {
            throw Fault("is not a currency; write three capital letters, as in EUR")
        }
        if text[0] == UInt8(ascii: "E") && text[1] == UInt8(ascii: "U") && text[2] == UInt8(ascii: "R") {
            return
        }
        let code = String(decoding: text.array, as: UTF8.self)
        guard let decimals = otherMinorUnits[code] else { return }
        throw Fault(
            decimals.map { "is a currency with \($0) decimals; amounts are kept with two" }
                ?? "is a currency without a minor unit; amounts are kept with two decimals")
    }

    /// ISO 3166-1, two letters.
    static func checkCountry(_ text: Span<UInt8>) throws(Fault) {
        guard text.count == 2, text.indices.allSatisfy({ ASCII.isCapital(text[$0]) }) else {
            throw Fault("is not a country; write two capital letters, as in FR")
        }
        guard Country.isKnown(String(decoding: text.array, as: UTF8.self)) else {
            throw Fault("is not a country of ISO 3166; write its two-letter code, as in FR")
        }
    }

    static func checkSIREN(_ text: Span<UInt8>) throws(Fault) {
        guard text.count == 9, Siren.hasForm(String(decoding: text.array, as: UTF8.self)) else {
            throw Fault("is not a SIREN number; write its nine digits without blanks")
        }
        guard Siren.refusal(of: String(decoding: text.array, as: UTF8.self)) == nil else {
            throw Fault("is not a SIREN: its check digit is wrong; compare it with the company's papers")
        }
    }

    static func checkVATNumber(_ text: Span<UInt8>) throws(Fault) {
        let hasForm =
            4...15 ~= text.count
            && text.indices.allSatisfy { position in
                ASCII.isCapital(text[position]) || (position >= 2 && ASCII.isDigit(text[position]))
            }
        guard hasForm else {
            throw Fault(
                "is not a VAT number; write the country's two capital letters and up to 13 letters or digits, "
                    + "without blanks, as in FR37200000008")
        }
    }

    /// A light check: one `@` with something on each side, and no blanks.
    static func checkEmail(_ text: Span<UInt8>) throws(Fault) {
        try PlainText.checkCode(text, limit: Limits.email)
        let marks = text.indices.count { text[$0] == ASCII.at }
        let hasForm =
            marks == 1 && text[0] != ASCII.at && text[text.count - 1] != ASCII.at
            && !text.contains(ASCII.space)
        guard hasForm else { throw Fault("is not an e-mail address; write name@example.com") }
    }

    /// Source: contract R5.
    static func checkCause(_ text: Span<UInt8>) throws(Fault) {
        for cause in Cause.allCases where text.equals(cause.rawValue.utf8) { return }
        throw Fault("is not a cause; write \(Cause.allCases.map(\.rawValue).joined(separator: ", "))")
    }

    /// Source: docs/reference/file-formats.md "calendars".
    static func checkBuiltInCalendar(_ text: Span<UInt8>) throws(Fault) {
        for calendar in ComputedCalendar.allCases where text.equals(calendar.rawValue.utf8) { return }
        let names = ComputedCalendar.allCases.map(\.rawValue).joined(separator: ", ")
        throw Fault("is not a calendar of the program; write \(names)")
    }

    /// Source: docs/reference/file-formats.md "Values".
    static func checkInvoiceLineKind(_ text: Span<UInt8>) throws(Fault) {
        for kind in InvoiceLineKind.allCases where text.equals(kind.rawValue.utf8) { return }
        throw Fault(
            "is not a kind of invoice line; write \(InvoiceLineKind.allCases.map(\.rawValue).joined(separator: ", "))"
        )
    }

    /// 1 for `true` or `1`, 0 for `false` or `0`.
    static func boolean(_ text: Span<UInt8>) throws(Fault) -> Int64 {
        if text.equals("true".utf8) || text.equals("1".utf8) { return 1 }
        if text.equals("false".utf8) || text.equals("0".utf8) { return 0 }
        throw Fault("is neither true nor false; write one of these words, in small letters")
    }

    /// ISO 4217's currencies whose minor unit does not have two decimals; nil: they have none at all.
    private static let otherMinorUnits: [String: Int?] = {
        var units: [String: Int?] = [:]
        for code in [
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV",
            "XAF",
            "XOF", "XPF",
        ] { units[code] = 0 }
        for code in ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"] { units[code] = 3 }
        for code in ["CLF", "UYW"] { units[code] = 4 }
        for code in [
            "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX",
        ] { units.updateValue(nil, forKey: code) }
        return units
    }()
}
