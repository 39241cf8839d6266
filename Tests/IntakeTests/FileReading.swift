import Intake
import SLA
import Sense
import Testing

extension ReadFile {
    /// The values of a column, one per accepted row.
    func column(_ name: String) throws -> [Value] {
        let index = try #require(kind.index(of: name))
        return rows.map { $0.values[index] }
    }
}

/// Why a whole file is refused; nil when it is read.
func refusal(_ kind: FactKind, bytes: [UInt8]) -> FileError? {
    do throws(FileError) {
        _ = try ReadFile(kind, bytes: bytes)
        return nil
    } catch {
        return error
    }
}

func refusal(_ kind: FactKind, _ text: String) -> FileError? {
    refusal(kind, bytes: Array(text.utf8))
}

/// One column of a file with a single row, all other required columns being filled.
struct OneValue {
    /// The value of the column; nil when the row is rejected.
    var value: Value?
    /// `column: reason` of the rejection.
    var reason: String?

    init(_ kind: FactKind, _ column: String, bytes: [UInt8], zone: Zone? = nil) throws {
        let index = try #require(kind.index(of: column))
        let required = kind.columns.filter(\.isRequired).map(\.name)
        var names = required.contains(column) ? required : required + [column]
        if kind.index(of: "service") != nil && !names.contains("service") && column != "subscription" {
            names.append("service")
        }
        var file = Array((names.joined(separator: ",") + "\n").utf8)
        for (position, name) in names.enumerated() {
            if position > 0 { file.append(UInt8(ascii: ",")) }
            if name == column {
                file.append(UInt8(ascii: "\""))
                for byte in bytes { file += byte == UInt8(ascii: "\"") ? [byte, byte] : [byte] }
                file.append(UInt8(ascii: "\""))
            } else {
                let type = try #require(kind.columns.first { $0.name == name }).type
                file += Array(Self.example(type, of: name).utf8)
            }
        }
        let read = try ReadFile(kind, bytes: file, zone: zone)
        value = read.rows.first?.values[index]
        reason = read.rejections.first.map { "\($0.column ?? "-"): \($0.reason)" }
    }

    init(_ kind: FactKind, _ column: String, _ text: String, zone: Zone? = nil) throws {
        try self.init(kind, column, bytes: Array(text.utf8), zone: zone)
    }

    private static func example(_ type: FactColumn.ValueType, of name: String) -> String {
        switch type {
        case .instant: name == "ended_at" ? "2026-10-05T11:00:00Z" : "2026-10-05T09:00:00Z"
        case .date: "2026-10-05"
        case .month: "2026-10"
        case .money: "100.00"
        case .vatRate, .share: "20"
        case .cause: "customer_act"
        case .timeOfDay: name == "to" ? "18:00" : "08:00"
        case .exchangeRate: "0.92"
        case .builtInCalendar: "FR"
        case .invoiceLineKind: "usage"
        case .buyerKind: "business"
        case .siren: "299990010"
        case .siret: "29999001000017"
        case .addressScheme: "0225"
        case .exemptionCode: "VATEX-EU-G"
        default: "A-1"
        }
    }
}

/// The header and the rows of a small outages file.
let outageHeader = "source,id,service,subscription,started_at,ended_at,notified_at,summary,withdrawn"

func outage(_ id: String, summary: String = "") -> String {
    "noc,\(id),ivr,,2026-10-05T09:12:00+02:00,2026-10-05T09:42:00+02:00,,\(summary),"
}
