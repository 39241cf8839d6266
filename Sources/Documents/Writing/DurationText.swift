import SLA

/// Lengths of time in microseconds, as text: exact, whatever the locale.
package enum DurationText {
    /// Decimal seconds with up to six decimals, without trailing zeros: `3600`, `0.000001`, `-1.5`.
    package static func seconds(_ microseconds: Int64, decimalMark: Character = ".") -> String {
        let magnitude = microseconds.magnitude
        let sign = microseconds < 0 ? "-" : ""
        return "\(sign)\(magnitude / perSecond)\(fraction(magnitude, decimalMark))"
    }

    /// Hours, minutes and seconds: `1:05:00`, `744:00:00`, `0:00:00.000001`.
    package static func clock(_ microseconds: Int64) -> String {
        let magnitude = microseconds.magnitude
        let seconds = magnitude / perSecond
        let minute = padded(Int(seconds / 60 % 60), to: 2)
        let second = padded(Int(seconds % 60), to: 2)
        return
            "\(microseconds < 0 ? "-" : "")\(seconds / 3600):\(minute):\(second)\(fraction(magnitude, "."))"
    }

    /// In words, whatever the sign: `4 min 48 s`, `2 h`, `0.000001 s`, `0 s`.
    package static func words(_ microseconds: Int64, decimalMark: Character = ".") -> String {
        let magnitude = microseconds.magnitude
        let (hours, minutes) = (magnitude / perSecond / 3600, magnitude / perSecond / 60 % 60)
        let rest = magnitude % (perSecond * 60)
        var parts: [String] = []
        if hours > 0 { parts.append("\(hours) h") }
        if minutes > 0 { parts.append("\(minutes) min") }
        if rest > 0 || parts.isEmpty {
            parts.append("\(rest / perSecond)\(fraction(rest, decimalMark)) s")
        }
        return parts.joined(separator: " ")
    }

    /// A time since local midnight: `08:00`, `24:00`; seconds only where there are any.
    package static func timeOfDay(_ microseconds: Int64) -> String {
        let (minutes, rest) = microseconds.quotientAndRemainder(dividingBy: Microseconds.perMinute)
        let clock = "\(padded(Int(minutes / 60), to: 2)):\(padded(Int(minutes % 60), to: 2))"
        guard rest > 0 else { return clock }
        let seconds = padded(Int(rest / Microseconds.perSecond), to: 2)
        return "\(clock):\(seconds)\(fraction(rest.magnitude, "."))"
    }

    private static let perSecond = UInt64(Microseconds.perSecond)

    /// The part below a second, with its decimal mark; empty when there is none.
    static func fraction(_ magnitude: UInt64, _ decimalMark: Character) -> String {
        let rest = magnitude % perSecond
        guard rest > 0 else { return "" }
        var digits = padded(Int(rest), to: 6)
        while digits.last == "0" { digits.removeLast() }
        return "\(decimalMark)\(digits)"
    }
}
