/// How progress is put into words.
struct ProgressLine: Sendable {
    let label: String
    /// The whole work; nil when it is not known.
    let total: Int?
    /// What is counted, in the plural.
    let noun: String

    struct State {
        var done: Int
        var count: Int
        /// What goes on whose length is not known.
        var phase: String?
        /// Since the beginning.
        var milliseconds: Int
    }

    /// `FILE: 52 %, 1,200,000 rows, 410,000 rows/s, 12 s left`
    func text(_ state: State) -> String {
        ([percent(state).map { "\($0) %" }].compactMap(\.self) + facts(state))
            .reduce("\(label):") { "\($0)\($0.hasSuffix(":") ? "" : ",") \($1)" }
    }

    /// The same with a bar before it, cut to the terminal's width.
    func bar(_ state: State, width: Int) -> String {
        guard let percent = percent(state), width >= 60 else { return String(text(state).prefix(width - 1)) }
        let filled = percent / 5
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 20 - filled)
        let place = String(repeating: " ", count: percent < 10 ? 2 : percent < 100 ? 1 : 0) + "\(percent) %"
        let words = "[\(bar)] \(place)  " + facts(state).joined(separator: ", ")
        // What is worked on gives way to how far it is.
        let room = width - 2 - words.count
        let name = label.count <= room ? label : room > 8 ? "…" + label.suffix(room - 1) : ""
        return String((name.isEmpty ? words : "\(name) \(words)").prefix(width - 1))
    }

    private func percent(_ state: State) -> Int? {
        guard state.phase == nil, let total, total > 0 else { return nil }
        return min(100, state.done * 100 / total)
    }

    private func facts(_ state: State) -> [String] {
        let counted = "\(Self.grouped(state.count)) \(noun)"
        if let phase = state.phase {
            return (state.count > 0 ? [counted] : []) + [
                "\(phase) (\(Self.duration(state.milliseconds / 1000)))"
            ]
        }
        var facts = [counted]
        if state.milliseconds > 0 {
            facts.append("\(Self.grouped(state.count * 1000 / state.milliseconds)) \(noun)/s")
        }
        if let total, state.done > 0, total >= state.done {
            // In millionths of the whole: a product of bytes and milliseconds could be too large.
            let unit = max(1, total / 1_000_000)
            let left = state.milliseconds * ((total - state.done) / unit) / max(1, state.done / unit)
            facts.append("\(Self.duration(left / 1000)) left")
        }
        return facts
    }

    /// `1,234,567`
    private static func grouped(_ number: Int) -> String {
        var text = ""
        for (place, digit) in String(number).reversed().enumerated() {
            if place > 0, place % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    /// `12 s`, `3 min 05 s`, `2 h 07 min`
    private static func duration(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min \(two(seconds % 60)) s"
        default: "\(seconds / 3600) h \(two(seconds / 60 % 60)) min"
        }
    }
}
