import SLA
import StrictYAML
import Testing

@testable import Contracts

/// A terms file that is right in every line, to be made wrong in one.
enum TermsSample {
    static let text = """
        id: sample
        version: "1"
        title: Sample
        source: Nowhere, article 7
        effective_from: 2025-03-01
        time_zone: Europe/Paris
        coverage:
          weekly:
            - days: [mon, tue]
              from: "08:00"
              to: "18:00"
            - { days: [wed], from: "00:00", to: "24:00" }
          exclude: [public_holidays]
        availability:
          basis: coverage
          target: 99.85%
          failure_notification: required
          counted_from: outage_start
        excusable: [force_majeure, customer_act]
        credit:
          tiers:
            - { below: 99.85%, rate: 5% }
            - { below: 97%, rate: 20% }
          on_request: true
          request_within_days: 60
          vat_treatment: net_of_tax
          cap: { rate: 20%, consecutive_days: 30, excess: held }

        """

    static func parse(_ text: String) throws(StrictYAMLErrors) -> Terms {
        try parse(bytes: Array(text.utf8))
    }

    static func parse(bytes: [UInt8]) throws(StrictYAMLErrors) -> Terms {
        try TermsFile.parse(bytes: bytes, file: "t") { $0 == "Europe/Paris" }
    }

    /// The sample with a part of it replaced; the part must stand in it once.
    static func replacing(_ part: String, by other: String) -> String {
        let pieces = text.split(separator: part, omittingEmptySubsequences: false)
        precondition(pieces.count == 2, "\(part) stands \(pieces.count - 1) times in the sample")
        return pieces.joined(separator: other)
    }

    /// The sample with whole lines replaced; each must stand in it.
    static func replacing(lines: [String: String]) -> String {
        let all = text.split(separator: "\n").map(String.init)
        precondition(Set(lines.keys).isSubset(of: all), "a line is not in the sample")
        return all.map { lines[$0] ?? $0 }.joined(separator: "\n")
    }

    /// The problems as they are printed, a line each; empty for a file that is right.
    static func problems(_ text: String) -> String {
        problems(bytes: Array(text.utf8))
    }

    static func problems(bytes: [UInt8]) -> String {
        do throws(StrictYAMLErrors) {
            _ = try parse(bytes: bytes)
            return ""
        } catch {
            return error.description
        }
    }
}

/// The sample made wrong in one part, and what is then printed.
struct WrongTerms: CustomTestStringConvertible {
    var part: String
    var other: String
    var problems: String

    init(_ part: String, _ other: String, _ problems: String) {
        self.part = part
        self.other = other
        self.problems = problems
    }

    var testDescription: String { other.isEmpty ? "without \(part)" : other }
}
