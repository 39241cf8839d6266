import Messages
package import SLA

/// The values of facts as texts: exact, as a file states them, or short, for people.
///
/// A value comes as the database has it: an instant as its microseconds since 1970, money in cents, a percentage in
/// millionths of a percent.
package struct FactText: Sendable {
    private let times: [LocalTime]

    /// Instants are written with the offset of this zone.
    package init(_ zone: Zone) {
        let others = [0, 18, -18, 1].map { hours in
            Zone(name: "fixed", initialOffset: hours * 3600, transitions: [])
        }
        times = ([zone] + others).map { LocalTime($0) }
    }

    /// As a file states it; reading it again gives the same value.
    package func written(_ value: String, _ column: FactColumn) -> String {
        switch column.type {
        case .instant: Int64(value).map { written(Instant(microseconds: $0)) } ?? value
        case .money: Int64(value).map { Cents($0).description } ?? value
        case .share, .vatRate:
            Int64(value).flatMap { Percentage(millionths: $0) }.map(\.description) ?? value
        case .exchangeRate: Int64(value).map(Self.decimal) ?? value
        case .timeOfDay: Int64(value).map(DurationText.timeOfDay) ?? value
        default: value
        }
    }

    /// Millionths as a decimal.
    private static func decimal(_ millionths: Int64) -> String {
        var text = "\(millionths / 1_000_000).\(padded(Int(millionths % 1_000_000), to: 6))"
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    /// On one line of a terminal; texts are cut.
    package func shown(_ value: String, _ column: FactColumn, limit: Int = 60) -> String {
        column.type == .text
            ? TerminalText.quoted(value.utf8, limit: limit) : TerminalText.safe(written(value, column))
    }

    /// With another offset where the zone's would bring it to a year that files cannot have, or make it look like one that
    /// was never set.
    private func written(_ instant: Instant) -> String {
        let texts = times.lazy.map { $0.rfc3339(instant) }
        return texts.first(where: Self.isReadable) ?? times[0].rfc3339(instant)
    }

    private static func isReadable(_ text: String) -> Bool {
        let isUnset = ["1900-01-01T00:00", "1970-01-01T00:00"].contains(where: text.hasPrefix)
        return !isUnset && text.prefix(4) >= "1900" && text.prefix(4) <= "2199"
    }
}
