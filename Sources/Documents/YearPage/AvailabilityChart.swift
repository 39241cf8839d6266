import SLA

/// Availability by month as a line; months without a value are hatched.
struct AvailabilityChart {
    let text: LocalText
    let months: [Month]
    /// In millionths of the whole, truncated (R8); nil where nothing was measured.
    let values: [Int?]
    /// What was promised, where all months promise the same.
    let target: Percentage?

    func write(to html: inout HTMLWriter) {
        let frame = ChartFrame(text: text, months: months, left: 70)
        frame.write(
            to: &html,
            label: text.say(
                "Disponibilité par mois. Les valeurs sont dans la table « Par mois ».",
                "Availability by month. The values are in the table By month.")
        ) { html in
            let floor = floor
            func y(_ value: Int) -> Int {
                frame.top + (1_000_000 - value) * frame.height / (1_000_000 - floor)
            }
            for step in 0...4 {
                let value = floor + (1_000_000 - floor) * step / 4
                frame.line(at: y(value), text.percent(Self.plain(value)), to: &html)
            }
            for place in months.indices where values[place] == nil { frame.gap(place, to: &html) }
            if let target {
                let height = y(Int(target.millionths / 100))
                html.empty(
                    "path", ["class": "target", "d": "M\(frame.left) \(height)H\(frame.width - 12)"])
            }
            html.empty("path", ["class": "run", "d": line(frame, y)])
            for (place, value) in values.enumerated() {
                guard let value else { continue }
                html.empty(
                    "circle",
                    ["class": "dot", "cx": String(frame.x(place)), "cy": String(y(value)), "r": "4.5"])
                guard frame.hasNumbers else { continue }
                html.element(
                    "text", ["class": "v", "x": String(frame.x(place)), "y": String(y(value) - 9)],
                    text: text.decimal(Self.plain(value)))
            }
        }
    }

    /// Broken where a month has no value.
    private func line(_ frame: ChartFrame, _ y: (Int) -> Int) -> String {
        var path = ""
        for (place, value) in values.enumerated() {
            guard let value else { continue }
            let follows = place > 0 && values[place - 1] != nil
            path += "\(follows ? "L" : "M")\(frame.x(place)) \(y(value))"
        }
        return path
    }

    /// The bottom of the chart: as near below the lowest value as reads well.
    private var floor: Int {
        let lowest = (values.compactMap(\.self) + (target.map { [Int($0.millionths / 100)] } ?? [])).min()
        let bottoms = [999_000, 998_000, 995_000, 990_000, 980_000, 950_000, 900_000, 800_000, 500_000]
        return bottoms.first { $0 <= lowest ?? 999_000 } ?? 0
    }

    /// Millionths of the whole as a decimal in percent, without zeros at its end.
    static func plain(_ millionths: Int) -> String {
        Percentage(millionths: Int64(millionths) * 100)?.description ?? "-"
    }
}
