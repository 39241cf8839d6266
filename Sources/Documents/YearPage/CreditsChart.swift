import SLA

/// What was credited by month, in one currency: a column for each month, in layers by the class of the rate.
struct CreditsChart {
    let text: LocalText
    let months: [Month]
    let credits: YearCredits
    let currency: String

    /// A layer of all columns: what it is called, how it is drawn, and what it holds.
    private struct Layer {
        var name: String
        var style: String
        var reasons: [YearCredits.Reason]
    }

    func write(to html: inout HTMLWriter) {
        let layers = layers
        html.element("ul", ["class": "key"]) { html in
            for layer in layers {
                html.element("li") { html in
                    html.element(
                        "svg", ["class": "swatch", "viewBox": "0 0 16 16", "aria-hidden": "true"]
                    ) { html in
                        html.empty(
                            "rect", ["class": layer.style, "x": "0", "y": "0", "width": "16", "height": "16"])
                    }
                    html.text(layer.name)
                }
            }
        }
        let most = months.map { credits.total(of: $0, currency).amount }.max() ?? 0
        let ceiling = Self.ceiling(most)
        let numbers = months.map { text.decimal(credits.total(of: $0, currency).description) }
        let frame = ChartFrame(
            text: text, months: months, left: max(70, 14 + 7 * text.decimal(Cents(ceiling).description).count)
        )
        let isNumbered = frame.hasNumbers && numbers.allSatisfy { $0.count <= 10 }
        frame.write(
            to: &html,
            label: text.say(
                "Montants crédités par mois et par taux, en \(currency). Les sommes sont dans la table « Par mois ».",
                "Amounts credited by month and rate, in \(currency). The sums are in the table By month.")
        ) { html in
            for part in 0...2 {
                let amount = Int64(part) * ceiling / 2
                let y = frame.top + frame.height - part * frame.height / 2
                frame.line(at: y, text.decimal(Cents(amount).description), to: &html)
            }
            for (place, month) in months.enumerated() {
                let top = column(month, at: place, layers, frame, ceiling, to: &html)
                guard isNumbered, credits.total(of: month, currency) > .zero else { continue }
                html.element(
                    "text", ["class": "v", "x": String(frame.x(place)), "y": String(top - 5)],
                    text: numbers[place])
            }
        }
    }

    /// Gives the top of the column.
    private func column(
        _ month: Month, at place: Int, _ layers: [Layer], _ frame: ChartFrame, _ ceiling: Int64,
        to html: inout HTMLWriter
    ) -> Int {
        let width = min(34, max(6, frame.slot - 8))
        let bottom = frame.top + frame.height
        var sum: Int64 = 0
        var top = bottom
        for layer in layers {
            let amount = layer.reasons.reduce(Int64(0)) {
                $0 + credits.amount($1, in: month, currency).amount
            }
            guard amount > 0 else { continue }
            sum += amount
            // A layer is never too thin to be seen.
            let height = bottom - Int(Int128(sum) * Int128(frame.height) / Int128(ceiling))
            let next = min(height, top - 2)
            html.empty(
                "rect",
                [
                    "class": layer.style, "x": String(frame.x(place) - width / 2), "y": String(next),
                    "width": String(width), "height": String(top - next - 1),
                ])
            top = next
        }
        return top
    }

    private var layers: [Layer] {
        let reasons = credits.reasons(in: currency)
        var layers = RateClass.allCases.compactMap { rateClass -> Layer? in
            let rates = credits.rates.filter { RateClass($0) == rateClass }
            let shown = rates.map { YearCredits.Reason.rate($0) }.filter(reasons.contains)
            guard !shown.isEmpty else { return nil }
            let name =
                rates.count == 1 ? text.pick("taux ", "rate ") + text.rate(rates[0]) : rateClass.name(text)
            return Layer(name: name, style: "f\(rateClass.rawValue)", reasons: shown)
        }
        for (reason, style) in [(YearCredits.Reason.other, "f4"), (.noTier, "f5"), (.commercial, "f6")]
        where reasons.contains(reason) {
            layers.append(Layer(name: text.reason(reason), style: style, reasons: [reason]))
        }
        return layers
    }

    /// The least of 1, 2, 4, 5 or 10 with zeros that is not below; never less than two cents.
    private static func ceiling(_ amount: Int64) -> Int64 {
        var unit: Int64 = 1
        while true {
            for step in [2, 4, 5, 10] as [Int64] where step * unit >= amount { return step * unit }
            unit *= 10
        }
    }
}
