import Intake
import SLA

/// What bytes are thrown at; the raw value names the folder of its corpus.
package enum FuzzedParser: String, CaseIterable, Sendable {
    case csv
    case jsonLines = "json-lines"
    case timestamp
    case money
    case percentage
    case terms
    case issuer
    case config
    case tzif
    case pattern
    case sourceTable = "source-table"
    case sourceDocument = "source-json"
    case sourceLines = "source-json-lines"
    case sourceLog = "source-log"
    case sourceCalendar = "source-calendar"
    case workbook
    case workbookPart = "workbook-part"
    case profile
    case objects
    case conversion

    /// What makes no sense in how the bytes are read; nil when all does.
    ///
    /// The first byte of a file for the import stands for its kind, that of another tool's for its format,
    /// that of a conversion for its mapping.
    package func nonsense(_ bytes: [UInt8]) -> String? {
        switch self {
        case .csv, .jsonLines:
            guard let first = bytes.first else { return nil }
            let kinds = FactKind.allCases
            return FileSense.nonsense(kinds[Int(first) % kinds.count], Array(bytes.dropFirst()))
        case .timestamp: return ValueSense.timestamp(bytes)
        case .money: return ValueSense.money(bytes)
        case .percentage: return ValueSense.percentage(bytes)
        case .terms: return YAMLSense.terms(bytes)
        case .issuer: return YAMLSense.issuer(bytes)
        case .config: return YAMLSense.config(bytes)
        case .tzif: return TZifSense.nonsense(bytes)
        case .pattern: return PatternSense.nonsense(bytes)
        case .sourceTable: return SourceSense.nonsense(SourceSense.tables, bytes)
        case .sourceDocument: return SourceSense.nonsense(SourceSense.documents, bytes)
        case .sourceLines: return SourceSense.nonsense(SourceSense.jsonLines, bytes)
        case .sourceLog: return SourceSense.nonsense(SourceSense.logs, bytes)
        case .sourceCalendar: return SourceSense.nonsense(SourceSense.calendars, bytes)
        case .workbook: return WorkbookSense.archive(bytes)
        case .workbookPart: return WorkbookSense.part(bytes)
        case .profile: return YAMLSense.profile(bytes)
        case .objects: return ObjectsSense.nonsense(bytes)
        case .conversion: return ConversionSense.nonsense(bytes)
        }
    }
}
