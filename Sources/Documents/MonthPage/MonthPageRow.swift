import SLA

/// A subscription's row in the table of all, as far as it can be written before the sheets are chosen.
struct MonthPageRow {
    var subscription: String
    var service: String
    var status: CreditStatus
    var isMissed: Bool
    /// The cells after the first.
    private var cells: String

    static func columns(_ text: LocalText) -> [(name: String, isNumber: Bool)] {
        [
            (text.pick("Abonnement", "Subscription"), false), (text.pick("Client", "Customer"), false),
            (text.pick("Mois", "Month"), false), (text.pick("Disponibilité", "Availability"), true),
            (text.pick("Indisponibilité comptée", "Counted"), true), (text.pick("Taux", "Rate"), true),
            (text.pick("Calculé", "Computed"), true), (text.pick("Crédité", "Credited"), true),
            (text.pick("État", "Status"), false),
        ]
    }

    init(_ entry: ReportEntry, strip: MonthStrip?, track: StripTracks.Track?, drawing: StripDrawing) {
        subscription = entry.facts.subscription
        service = entry.facts.service
        status = entry.status
        isMissed = entry.statement.isMet == false
        let bytes = HTMLWriter.whole { Self.cells(entry, strip, track, drawing, to: &$0) }
        cells = String(decoding: bytes, as: UTF8.self)
    }

    /// - Parameter sheet: the sheet's anchor; nil when it has none.
    func write(sheet: String?, to html: inout HTMLWriter) {
        html.element("tr", ["data-s": status.rawValue]) { html in
            html.element("th", ["scope": "row"]) { html in
                if let sheet {
                    html.element("a", ["href": "#\(sheet)"], data: subscription)
                } else {
                    html.data(subscription)
                }
                html.element("small", data: service)
            }
            html.raw(cells)
        }
        html.newline()
    }

    private static func cells(
        _ entry: ReportEntry, _ strip: MonthStrip?, _ track: StripTracks.Track?, _ drawing: StripDrawing,
        to html: inout HTMLWriter
    ) {
        let text = drawing.text
        let statement = entry.statement
        html.element("td") { html in
            html.text(entry.facts.customer)
            if let name = entry.customerName { html.element("small", data: name) }
        }
        html.element("td") { html in
            if let strip, let track { drawing.small(strip, on: track, to: &html) } else { html.text("–") }
        }
        html.element("td", ["class": "n"]) { $0.availability(statement, text) }
        if strip != nil {
            let counted = statement.classes.countedDowntime
            html.element("td", ["class": "n", "data-v": String(counted)], text: text.duration(counted))
        } else {
            html.number("–")
        }
        html.number(statement.credit.earned.map { text.earned($0, entry.currency) } ?? "–")
        money(entry.amount, entry, text, to: &html)
        let isCredited = entry.ledger.credited != .zero || !entry.ledger.notes.isEmpty
        money(isCredited ? entry.ledger.credited : nil, entry, text, to: &html)
        html.element("td") { html in
            html.text(StatusText(text: text).name(entry.status))
            for note in entry.ledger.notes + (entry.ledger.commercial?.notes ?? []) {
                html.element("small", data: note)
            }
        }
    }

    private static func money(
        _ amount: Cents?, _ entry: ReportEntry, _ text: LocalText, to html: inout HTMLWriter
    ) {
        let shown = amount.map { text.money($0, in: entry.currency) }
        html.element("td", ["class": "n", "data-v": amount.map { String($0.amount) }], text: shown ?? "–")
    }
}
