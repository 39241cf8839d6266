import SLA

/// Finds two forms of one list that read some text as two different times.
package enum AmbiguousForms {
    /// The first such pair with a text of that kind; nil where there is none.
    ///
    /// Each form writes times that differ in every part, and that another order of the parts would read too; the
    /// others read them.
    package static func find(in forms: [TimeForm]) -> (first: Int, second: Int, text: String)? {
        guard forms.count > 1 else { return nil }
        var written: [[(text: String, time: WrittenTime)]] = []
        for (second, form) in forms.enumerated() {
            written.append(
                texts(in: form).compactMap { text in reading(of: text, in: form).map { (text, $0) } })
            for first in 0..<second {
                for (writer, reader) in [(first, second), (second, first)] {
                    for (text, own) in written[writer] {
                        guard let other = reading(of: text, in: forms[reader]), own != other else { continue }
                        return (first, second, text)
                    }
                }
            }
        }
        return nil
    }

    /// Of a text that names a time that can be meant.
    private static func reading(of text: String, in form: TimeForm) -> WrittenTime? {
        guard let time = try? form.read(text, nanoseconds: nil), (try? time.checkMeant()) != nil else {
            return nil
        }
        return time
    }

    /// Each once.
    private static func texts(in form: TimeForm) -> [String] {
        var known: Set<String> = []
        return allTexts(in: form).filter { known.insert($0).inserted }
    }

    private static func allTexts(in form: TimeForm) -> [String] {
        switch form {
        case .rfc3339:
            return samples.flatMap { sample in
                let day = LocalDate(year: sample.year, month: sample.month, day: sample.day)
                return day.map { ["\($0) \(padded(sample.hour, to: 2)):\(padded(sample.minute, to: 2))"] }
                    ?? []
            }
        // Digits that another unit, or a date without signs between its parts, may read.
        case .epoch, .epochAndNanoseconds:
            return [
                "20120304", "20120304050607", "201203040506", "1012030405", "1012030405060", "120304",
                "1012030405060708", "1012030405060708091",
            ]
        case .pattern(let pattern):
            return pattern.variants.flatMap { pieces in
                samples.flatMap { sample in
                    [false, true].map { isPadded in
                        pieces.map { text(of: $0, sample, pattern.names, isPadded: isPadded) }.joined()
                    }
                }
            }
        }
    }

    private struct Sample {
        var (year, month, day, hour, minute): (Int, Int, Int, Int, Int)
    }

    private static let samples: [Sample] = [2001, 2012, 2026].flatMap { year in
        [1, 2, 5, 11, 12].flatMap { month in
            [1, 3, 10, 12, 20].flatMap { day in
                [(4, 6), (12, 10), (23, 59)].map { hour, minute in
                    Sample(year: year, month: month, day: day, hour: hour, minute: minute)
                }
            }
        }
    }

    private static func text(
        of piece: TimePattern.Piece, _ sample: Sample, _ names: CalendarNames, isPadded: Bool
    ) -> String {
        switch piece {
        case .number(let number, let width):
            let value =
                switch number {
                case .year: width.upperBound == 2 ? sample.year % 100 : sample.year
                case .month: sample.month
                case .day: sample.day
                case .hour: sample.hour
                case .hourOfHalf: (sample.hour + 11) % 12 + 1
                case .minute: sample.minute
                case .second: 7
                case .fraction: 123
                }
            let digits = number == .fraction ? 3 : isPadded ? width.upperBound : width.lowerBound
            return padded(value, to: digits)
        case .monthName(let isShort): return names.name(ofMonth: sample.month, isShort: isShort)
        case .weekday: return names.firstWeekday
        case .half: return sample.hour < 12 ? "AM" : "PM"
        case .offset: return "+02:00"
        case .blank: return " "
        case .text(let scalar): return String(scalar)
        }
    }
}
