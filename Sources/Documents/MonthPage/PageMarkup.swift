import Messages
import SLA

extension HTMLWriter {
    /// Data as text; what would steer or reorder the text around it is spelled out.
    mutating func data(_ value: String) { text(TerminalText.safe(value)) }

    mutating func element(_ name: StaticString, _ attributes: Attributes = [:], data value: String) {
        element(name, attributes, text: TerminalText.safe(value))
    }

    /// The heads of a table's columns; the numeric ones stand at the right.
    mutating func columns(_ columns: [(name: String, isNumber: Bool)]) {
        element("thead") { html in
            html.element("tr") { html in
                for column in columns {
                    html.element(
                        "th", ["scope": "col", "class": column.isNumber ? "n" : nil], text: column.name)
                }
            }
        }
        newline()
    }

    mutating func number(_ value: String) { element("td", ["class": "n"], text: value) }

    /// Amounts below each other, one a currency; a dash when there are none.
    mutating func amounts(_ amounts: MonthTally.Amounts, _ text: LocalText) {
        element("td", ["class": "n"]) { $0.lines(of: amounts, text) }
    }

    mutating func lines(of amounts: MonthTally.Amounts, _ text: LocalText) { lines(text.lines(of: amounts)) }

    /// Below each other; a dash when there are none.
    mutating func lines(_ values: [String]) {
        if values.isEmpty { text("–") }
        for (index, value) in values.enumerated() {
            if index > 0 { void("br") }
            text(value)
        }
    }

    /// A bar beside a number that says the same; only for the eye.
    mutating func bar(_ part: Int64, of whole: Int64, style: String) {
        let permille = whole > 0 ? Int(Int128(part) * 1000 / Int128(whole)) : 0
        let width = "width:\(permille / 10).\(permille % 10)%"
        element("span", ["class": "bar", "aria-hidden": "true"]) { html in
            html.element("span", ["class": style, "style": width]) { _ in }
        }
    }

    /// Whether the target is met, as a sign and for screen readers as a word.
    mutating func verdict(_ isMet: Bool?, _ text: LocalText) {
        let word =
            switch isMet {
            case true: text.pick("objectif tenu", "target met")
            case false: text.pick("objectif manqué", "target missed")
            case nil: text.pick("sans verdict", "no verdict")
            }
        sign(isMet, attributes: ["class": Self.style(isMet), "role": "img", "aria-label": word])
    }

    /// The sign alone, beside the word that says it.
    mutating func sign(_ isMet: Bool?) {
        sign(isMet, attributes: ["class": Self.style(isMet), "aria-hidden": "true"])
    }

    /// The verdict, the availability where there is one, and the target below.
    mutating func availability(_ statement: MonthStatement, _ text: LocalText) {
        verdict(statement.isMet, text)
        if statement.availability.base > 0 { self.text(" " + text.availability(statement.availability)) }
        if let target = statement.target {
            element("small", text: text.pick("sur ", "of ") + text.target(target))
        }
    }

    private mutating func sign(_ isMet: Bool?, attributes: Attributes) {
        element("span", attributes, text: isMet.map { $0 ? "✓" : "✕" } ?? "–")
    }

    private static func style(_ isMet: Bool?) -> String {
        isMet.map { $0 ? "sign met" : "sign missed" } ?? "sign open"
    }
}

extension LocalText {
    /// One a currency, in their order.
    func lines(of amounts: MonthTally.Amounts) -> [String] {
        amounts.inOrder.map { money($0.amount, in: $0.currency) }
    }
}
