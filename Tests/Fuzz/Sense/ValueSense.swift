import SLA

@testable import Intake

/// What must be true of the reading of any single value.
package enum ValueSense {
    /// What is printed at any offset is the same instant; a wall clock shows what was written.
    package static func timestamp(_ bytes: [UInt8]) -> String? {
        let plain = Reading { () throws(Fault) in try Timestamp.microseconds(bytes.span, zone: nil) }
        let inParis = Reading { () throws(Fault) in try Timestamp.microseconds(bytes.span, zone: paris2026) }
        if plain.reason?.isEmpty == true || inParis.reason?.isEmpty == true { return "gives no reason" }
        if let instant = plain.value {
            guard inParis.value == instant else { return "an offset that is given is not believed" }
            return changedByPrinting(instant)
        }
        guard let instant = inParis.value else { return nil }
        let offset = paris2026.offset(at: Instant(microseconds: instant)) / 60
        let shown = PrintedFile.instant(instant, offsetMinutes: offset)
        let written = bytes.map {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "t") ? UInt8(ascii: "T") : $0
        }
        guard shown.utf8.starts(with: written.prefix(16)) else { return "the clocks of Paris show \(shown)" }
        return changedByPrinting(instant)
    }

    private static func changedByPrinting(_ instant: Int64) -> String? {
        var printed = [PrintedFile.instant(instant)]
        // Far enough from the years that are bounded.
        if -2_208_000_000_000_000...7_258_000_000_000_000 ~= instant {
            printed += [1080, -1080, 330, -1].map { PrintedFile.instant(instant, offsetMinutes: $0) }
        }
        for text in printed where Timestamp.instant(text)?.microseconds != instant {
            return "\(text) is read as another instant"
        }
        return nil
    }

    package static func money(_ bytes: [UInt8]) -> String? {
        let read = Reading { () throws(Fault) in try DecimalText.money(bytes.span) }
        let expected = decimal(bytes[...], places: 2, signs: "+-", largestWhole: "10000000000000")
        return difference(read, read.value.map { Cents($0).description }, expected)
    }

    package static func percentage(_ bytes: [UInt8]) -> String? {
        let read = Reading { () throws(Fault) in try DecimalText.percentage(bytes.span) }
        var number = bytes[...]
        if number.last == UInt8(ascii: "%") {
            number.removeLast()
            while number.last == UInt8(ascii: " ") { number.removeLast() }
        }
        var expected = decimal(number, places: 6, signs: "", largestWhole: "100")
        while expected?.contains(".") == true, let last = expected?.last, last == "0" || last == "." {
            expected?.removeLast()
            if last == "." { break }
        }
        return difference(read, read.value.flatMap { Percentage(millionths: $0)?.description }, expected)
    }

    private static func difference(_ read: Reading, _ printed: String?, _ expected: String?) -> String? {
        if read.reason?.isEmpty == true { return "gives no reason" }
        return printed == expected ? nil : "read as \(printed ?? "nothing"), is \(expected ?? "nothing")"
    }

    /// The number as it is printed, found by moving characters instead of counting; nil when it is none.
    private static func decimal(
        _ bytes: ArraySlice<UInt8>, places: Int, signs: String, largestWhole: String
    ) -> String? {
        var rest = bytes
        var isNegative = false
        if let first = rest.first, signs.utf8.contains(first) {
            isNegative = first == UInt8(ascii: "-")
            rest.removeFirst()
        }
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let whole = rest.prefix { digits.contains($0) }
        rest = rest.dropFirst(whole.count)
        var fraction: ArraySlice<UInt8> = []
        if let mark = rest.first {
            fraction = rest.dropFirst()
            guard ",.".utf8.contains(mark), 1...places ~= fraction.count,
                fraction.allSatisfy({ digits.contains($0) })
            else { return nil }
        }
        guard !whole.isEmpty else { return nil }
        let significant = String(decoding: whole.drop { $0 == digits.lowerBound }, as: UTF8.self)
        let decimals = String(decoding: fraction, as: UTF8.self)
        let filled = decimals + String(repeating: "0", count: places - decimals.count)
        let isZero = significant.isEmpty && filled.allSatisfy { $0 == "0" }
        let size = (significant.utf8.count, significant)
        let largest = (largestWhole.utf8.count, largestWhole)
        guard size < largest || size == largest && filled.allSatisfy({ $0 == "0" }) else { return nil }
        return "\(isNegative && !isZero ? "-" : "")\(significant.isEmpty ? "0" : significant).\(filled)"
    }

    /// What a value is read as, or why it is refused.
    private struct Reading {
        var value: Int64?
        var reason: String?

        init(_ read: () throws(Fault) -> Int64) {
            do throws(Fault) {
                value = try read()
            } catch {
                reason = error.reason
            }
        }
    }
}
