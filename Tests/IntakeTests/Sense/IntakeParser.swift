import Intake
import SLA

/// What of `Intake` is thrown bytes at; the raw value names the folder of its corpus.
enum IntakeParser: String, CaseIterable {
    case csv
    case jsonLines = "json-lines"
    case timestamp
    case money
    case percentage

    /// What makes no sense in how the bytes are read; nil when all does.
    ///
    /// The first byte of a file stands for its kind.
    func nonsense(_ bytes: [UInt8]) -> String? {
        switch self {
        case .csv, .jsonLines:
            guard let first = bytes.first else { return nil }
            let kinds = FactKind.allCases
            return FileSense.nonsense(kinds[Int(first) % kinds.count], Array(bytes.dropFirst()))
        case .timestamp: return ValueSense.timestamp(bytes)
        case .money: return ValueSense.money(bytes)
        case .percentage: return ValueSense.percentage(bytes)
        }
    }
}
