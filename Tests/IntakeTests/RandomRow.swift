import Intake
import SLA
import Sense
import TestSupport

/// A valid row made by chance: the text of each column and the value that must be read from it.
struct RandomRow {
    private(set) var texts: [String]
    private(set) var values: [Value]

    init(_ kind: FactKind, using random: inout SeededGenerator) {
        texts = []
        values = []
        for column in kind.columns {
            let isAbsent = !column.isRequired && Bool.random(using: &random)
            var (text, value) = ("", Value.absent)
            if !isAbsent {
                repeat {
                    (text, value) = Self.make(column.type, using: &random)
                } while column.name == "calendar" && text == "none"
            }
            append(text, value, column)
        }
        obeyRules(kind, using: &random)
    }

    private mutating func append(_ text: String, _ value: Value, _ column: FactColumn) {
        texts.append(text)
        switch (value, column.defaultValue) {
        case (.absent, .text(let text)): values.append(.text(text))
        case (.absent, .integer(let integer)): values.append(.integer(integer))
        default: values.append(value)
        }
    }

    private mutating func clear(_ index: Int) {
        texts[index] = ""
        values[index] = .absent
    }

    private mutating func swap(_ a: Int, _ b: Int) {
        texts.swapAt(a, b)
        values.swapAt(a, b)
    }

    /// Changes what would break a rule that binds several columns.
    private mutating func obeyRules(_ kind: FactKind, using random: inout SeededGenerator) {
        let (scope, pair): ([String], [String]) =
            switch kind {
            case .outages, .maintenance: (["service", "subscription"], [])
            case .excusableEvents: (["service", "subscription"], ["outage_source", "outage_id"])
            case .specialHours: (["calendar", "service", "subscription"], ["from", "to"])
            case .invoices: ([], ["period_from", "period_to"])
            case .customers: ([], ["endpoint_scheme", "endpoint_id"])
            default: ([], [])
            }
        let places = scope.compactMap(kind.index(of:))
        for place in places { clear(place) }
        if let place = places.randomElement(using: &random) {
            (texts[place], values[place]) = ("ivr", .text("ivr"))
        }
        let both = pair.compactMap(kind.index(of:))
        if both.contains(where: { texts[$0].isEmpty }) { for place in both { clear(place) } }
        let starts = ["started_at", "starts_on", "from"].compactMap(kind.index(of:))
        let ends = ["ended_at", "ends_on", "to"].compactMap(kind.index(of:))
        if let start = starts.first, let end = ends.first, case .integer(let from) = values[start],
            case .integer(let to) = values[end], to < from
        {
            swap(start, end)
        }
        if let address = kind.index(of: "endpoint_id"), !texts[address].isEmpty {
            (texts[address], values[address]) = ("200000008_X-1.y", .text("200000008_X-1.y"))
        }
        if let month = kind.index(of: "month"), case .integer(let first) = values[month],
            let from = kind.index(of: "period_from"), let to = kind.index(of: "period_to"),
            !texts[from].isEmpty
        {
            let day = LocalDate(daysSinceEpoch: Int(first))
            for (place, date) in [(from, day), (to, day.month.lastDay)] {
                (texts[place], values[place]) = (date.description, .integer(Int64(date.daysSinceEpoch)))
            }
        }
    }

    private static func make(_ type: FactColumn.ValueType, using random: inout SeededGenerator) -> (
        String, Value
    ) {
        func number(_ range: ClosedRange<Int64>) -> Int64 { .random(in: range, using: &random) }
        switch type {
        case .code:
            let text = "x" + characters(0...20, oneLine: true, using: &random) + "x"
            return (text, .text(text))
        case .text:
            let text = characters(0...40, oneLine: false, using: &random) + "."
            return (text, .text(text))
        case .instant:
            return instant(using: &random)
        case .date:
            let days = number(-25_567...84_005)
            return (LocalDate(daysSinceEpoch: Int(days)).description, .integer(days))
        case .month:
            let month = LocalDate(daysSinceEpoch: Int(number(-25_567...84_005))).month
            return (month.description, .integer(Int64(month.firstDay.daysSinceEpoch)))
        case .money:
            let cents = number(-1_000_000_000_000_000...1_000_000_000_000_000) >> number(0...45)
            return (Cents(cents).description, .integer(cents))
        case .exchangeRate:
            let whole = number(1...999_999)
            return ("\(whole).5", .integer(whole * 1_000_000 + 500_000))
        case .timeOfDay:
            let seconds = Int(number(0...86_399))
            let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
            return (clock.joined(separator: ":"), .integer(Int64(seconds) * Microseconds.perSecond))
        case .vatRate, .share:
            let millionths = number(1_000_000...100_000_000)
            let text = Percentage(millionths: millionths)?.description ?? ""
            return (text, .integer(millionths))
        case .boolean:
            let isTrue = Bool.random(using: &random)
            return (isTrue ? "true" : "false", .integer(isTrue ? 1 : 0))
        case .currency: return ("CHF", .text("CHF"))
        case .country: return ("FR", .text("FR"))
        case .siren: return ("200000008", .text("200000008"))
        case .siret: return ("20000000800017", .text("20000000800017"))
        case .buyerKind: return ("public", .text("public"))
        case .addressScheme: return ("0225", .text("0225"))
        case .exemptionCode: return ("VATEX-EU-G", .text("VATEX-EU-G"))
        case .vatNumber: return ("FR37200000008", .text("FR37200000008"))
        case .email: return ("é@b.fr", .text("é@b.fr"))
        case .cause:
            let cause = Cause.allCases.randomElement(using: &random)?.rawValue ?? ""
            return (cause, .text(cause))
        case .builtInCalendar: return ("FR-RE", .text("FR-RE"))
        case .invoiceLineKind: return ("one_off", .text("one_off"))
        }
    }

    private static func characters(
        _ count: ClosedRange<Int>, oneLine: Bool, using random: inout SeededGenerator
    ) -> String {
        let pool: [Unicode.Scalar] =
            [
                "a", "Z", "0", " ", ",", ";", "\"", "\"", "'", "\\", "/", "{", "}", "é", "€", "😀", "\u{A0}",
                "\u{2028}", "\u{FFFD}", "\u{10FFFF}",
            ] + (oneLine ? [] : ["\n", "\r", "\t", "\n"])
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: count, using: &random) {
            text.append(pool.randomElement(using: &random) ?? "a")
        }
        return String(text)
    }

    private static func instant(using random: inout SeededGenerator) -> (String, Value) {
        let fraction = Bool.random(using: &random) ? Int64.random(in: 0...999_999, using: &random) : 0
        let seconds = Int64.random(in: -2_208_000_000...7_258_000_000, using: &random)
        let offset = Int.random(in: -1080...1080, using: &random)
        let local = seconds + Int64(offset) * 60
        let (day, second) = local.quotientAndRemainder(dividingBy: 86_400)
        let date = LocalDate(daysSinceEpoch: Int(second < 0 ? day - 1 : day))
        let time = Int(second < 0 ? second + 86_400 : second)
        var text = "\(date)\(Bool.random(using: &random) ? "T" : " ")"
        text += "\(padded(time / 3600, to: 2)):\(padded(time / 60 % 60, to: 2))"
        if fraction != 0 || time % 60 != 0 || Bool.random(using: &random) {
            text += ":\(padded(time % 60, to: 2))"
        }
        if fraction != 0 {
            text += ".\(padded(Int(fraction), to: 6))" + (Bool.random(using: &random) ? "000" : "")
        }
        if offset == 0 && Bool.random(using: &random) {
            text += "Z"
        } else {
            let colon = Bool.random(using: &random) ? ":" : ""
            text += offset < 0 ? "-" : "+"
            text += padded(abs(offset) / 60, to: 2) + colon + padded(abs(offset) % 60, to: 2)
        }
        return (text, .integer(seconds * 1_000_000 + fraction))
    }
}
