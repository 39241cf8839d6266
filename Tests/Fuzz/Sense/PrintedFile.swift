import Intake
package import SLA

/// Writes typed values as a file in one fixed form.
package enum PrintedFile {
    package static func csv(_ kind: FactKind, _ rows: [[Value]]) -> String {
        let header = kind.columns.map(\.name).joined(separator: ",")
        let lines = rows.map { values in
            zip(values, kind.columns).map { value, column in
                quoted(text(value, column.type))
            }.joined(separator: ",")
        }
        return ([header] + lines).joined(separator: "\n") + "\n"
    }

    package static func jsonLines(_ kind: FactKind, _ rows: [[Value]]) -> String {
        rows.map { values in
            let members = zip(values, kind.columns).map { value, column in
                "\"\(column.name)\":\(value == .absent ? "null" : json(text(value, column.type)))"
            }
            return "{\(members.joined(separator: ","))}\n"
        }.joined()
    }

    /// An instant with microseconds; an offset of whole minutes is that of UTC wherever the year allows.
    package static func instant(_ microseconds: Int64, offsetMinutes: Int? = nil) -> String {
        let offset: Int
        if let offsetMinutes {
            offset = offsetMinutes
        } else {
            let year = date(microseconds).components.year
            // The year that is written is bounded, not that of UTC.
            offset = year < 1900 ? 1080 : year > 2199 ? -1080 : 0
        }
        let local = microseconds + Int64(offset) * Microseconds.perMinute
        let day = date(local)
        let time = Int(local - Int64(day.daysSinceEpoch) * Microseconds.perDay)
        let (seconds, fraction) = time.quotientAndRemainder(dividingBy: 1_000_000)
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
        let sign = offset < 0 ? "-" : "+"
        let zone = "\(sign)\(padded(abs(offset) / 60, to: 2)):\(padded(abs(offset) % 60, to: 2))"
        return "\(day)T\(clock.joined(separator: ":")).\(padded(fraction, to: 6))\(zone)"
    }

    private static func date(_ local: Int64) -> LocalDate {
        let (day, rest) = local.quotientAndRemainder(dividingBy: Microseconds.perDay)
        return LocalDate(daysSinceEpoch: Int(rest < 0 ? day - 1 : day))
    }

    private static func text(_ value: Value, _ type: FactColumn.ValueType) -> String {
        switch value {
        case .absent: return ""
        case .text(let text): return text
        case .integer(let integer):
            switch type {
            case .instant: return instant(integer)
            case .date: return LocalDate(daysSinceEpoch: Int(integer)).description
            case .month: return LocalDate(daysSinceEpoch: Int(integer)).month.description
            case .money: return Cents(integer).description
            case .exchangeRate:
                return "\(integer / 1_000_000).\(padded(Int(integer % 1_000_000), to: 6))"
            case .timeOfDay:
                let seconds = Int(integer / Microseconds.perSecond)
                return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
                    .joined(separator: ":")
            case .vatRate, .share: return Percentage(millionths: integer)?.description ?? "not a percentage"
            default: return integer == 1 ? "true" : "false"
            }
        }
    }

    /// Scalar by scalar: a mark with an accent on it is still a mark.
    static func quoted(_ text: String) -> String {
        var written = "\"".unicodeScalars
        for scalar in text.unicodeScalars {
            written.append(scalar)
            if scalar == "\"" { written.append(scalar) }
        }
        written.append("\"")
        return String(written)
    }

    private static func json(_ text: String) -> String {
        var written = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" || scalar.value < 0x20 {
                let digits = String(scalar.value, radix: 16)
                written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                written.unicodeScalars.append(scalar)
            }
        }
        return written + "\""
    }
}
