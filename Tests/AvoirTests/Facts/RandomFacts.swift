import SLA
import TestSupport

/// Facts of every kind with values at random, as far as their columns and what they name let them be.
struct RandomFacts {
    private(set) var random: SeededGenerator
    private let rows: Int
    /// What is in force so far, by kind.
    private(set) var facts: [FactKind: [[String: String]]] = [:]

    init(_ random: SeededGenerator, rows: Int) {
        self.random = random
        self.rows = rows
    }

    /// In an order in which each finds what it names.
    static let order: [FactKind] = [
        .calendars, .holidays, .customers, .subscriptions, .specialHours, .invoices, .outages, .notifications,
        .excusableEvents, .maintenance, .requests,
    ]

    /// A file of new facts.
    mutating func file(_ kind: FactKind) -> HostileFile {
        var made: [[String: String]] = []
        for number in 0..<rows {
            var fact: [String: String] = [:]
            for column in kind.columns { fact[column.name] = value(of: column, kind, number) }
            makeConsistent(&fact, kind)
            made.append(fact)
        }
        facts[kind] = made
        return Self.file(kind, made)
    }

    /// Some of the facts with another content.
    mutating func changes(_ kind: FactKind) -> HostileFile {
        var changed: [[String: String]] = []
        for place in (facts[kind] ?? []).indices where random.chance(30) {
            var fact = facts[kind]?[place] ?? [:]
            for column in kind.columns where !kind.identity.contains(column.name) && random.chance(50) {
                guard !Self.names.contains(column.name) else { continue }
                fact[column.name] = value(of: column, kind, place)
            }
            makeConsistent(&fact, kind)
            facts[kind]?[place] = fact
            changed.append(fact)
        }
        return Self.file(kind, changed)
    }

    /// Columns whose value must stay what it is, so that everything else stays possible.
    private static let names: Set = [
        "customer", "service", "subscription", "starts_on", "holidays", "currency", "to", "outage_source",
        "outage_id",
        "notified_at", "requested_on",
    ]

    private static func file(_ kind: FactKind, _ facts: [[String: String]]) -> HostileFile {
        HostileFile(
            kind: kind.rawValue,
            rows: facts.map { fact in kind.columns.map { ($0.name, fact[$0.name] ?? "") } })
    }

    private mutating func value(of column: FactColumn, _ kind: FactKind, _ number: Int) -> String {
        switch (kind, column.name) {
        case (.customers, "customer"), (.subscriptions, "subscription"): return code(column.name, number)
        case (_, "customer"): return code("customer", random.pick(0...rows - 1))
        case (_, "subscription"): return code("subscription", random.pick(0...rows - 1))
        case (_, "service"): return "service \(random.pick(0...3)), \"x\""
        case (.subscriptions, "holidays"):
            return random.pick(["", "FR", "FR-AM", "none", code("calendar", 0)])
        case (.specialHours, "calendar"): return code("calendar", 0)
        case (_, "calendar"): return random.pick([code("calendar", 0), code("calendar", number)])
        case (.specialHours, "date"): return LocalDate(daysSinceEpoch: 20_500 + number).description
        case (_, "id"), (_, "invoice"): return code(column.name, number)
        case (_, "reference"), (_, "line"): return random.chance(30) ? "" : code("r", number)
        case (_, "starts_on"): return "2020-01-01"
        case (.subscriptions, "withdrawn"): return random.pick(["", "false"])
        case (_, "ends_on"): return random.chance(70) ? "" : "2026-0\(random.pick(1...9))-28"
        default: break
        }
        if !column.isRequired, random.chance(40) { return "" }
        switch column.type {
        case .code: return code(column.name, random.pick(0...2))
        case .text: return text(isRequired: column.isRequired)
        case .instant: return instant(moment())
        case .date: return "2026-\(random.pick(["01", "09", "11"]))-\(random.pick(10...28))"
        case .month: return "2026-0\(random.pick(1...9))"
        case .money: return "\(random.pick(["", "-"]))\(random.pick(0...99_999)).\(random.pick(10...99))"
        case .share: return random.pick(["100", "0.000001", "33.333333", "5,5"])
        case .vatRate: return random.pick(["0", "20", "5.5", "8,5", "99.999999"])
        case .boolean: return random.pick(["true", "false"])
        case .currency: return "EUR"
        case .country: return "FR"
        case .siren: return "299990010"
        case .siret: return "29999001000017"
        case .buyerKind: return random.pick(["business", "public"])
        case .addressScheme: return "0225"
        case .exemptionCode: return random.pick(["VATEX-EU-AE", "VATEX-EU-G"])
        case .vatNumber: return "FR65299990010"
        case .email: return "=a+b@example.com"
        case .cause: return random.pick(["force_majeure", "customer_act", "over_capacity"])
        case .timeOfDay: return random.pick(["08:00", "08:00:30", "00:00"])
        case .exchangeRate: return random.pick(["0.000001", "1", "0,9234", "1000000"])
        case .builtInCalendar: return random.pick(["FR", "FR-RE", "none"])
        case .invoiceLineKind: return random.pick(["recurring", "one_off"])
        }
    }

    /// What binds several columns of one row.
    private mutating func makeConsistent(_ fact: inout [String: String], _ kind: FactKind) {
        if [.outages, .excusableEvents, .maintenance].contains(kind) {
            fact[fact["service"] != nil && random.chance(50) ? "subscription" : "service"] = ""
            if fact["subscription"] == "", fact["service"] == "" { fact["service"] = "service 0, \"x\"" }
            let start = moment()
            fact["started_at"] = instant(start)
            if kind != .outages || random.chance(70) {
                fact["ended_at"] = instant(start + random.pick(1...90_000_000_000))
            } else {
                fact["ended_at"] = ""
            }
        }
        if kind == .specialHours {
            // What is changed later keeps its identity.
            if kind.scope.count(where: { fact[$0]?.isEmpty == false }) != 1 {
                let scope = random.pick(kind.scope)
                for name in kind.scope where name != scope { fact[name] = "" }
                if random.chance(30) { fact["from"] = "" }
            }
            fact["to"] = fact["from"] == "" ? "" : random.pick(["12:00", "24:00"])
        }
        if kind == .customers {
            fact["endpoint_id"] = fact["endpoint_scheme"] == "" ? "" : "299990010_\(random.pick(1...9))"
        }
        if kind == .invoices {
            let month = fact["month"] ?? ""
            let hasDays = random.chance(50)
            fact["period_from"] = hasDays ? "\(month)-01" : ""
            fact["period_to"] = hasDays ? "\(month)-\(random.pick(10...28))" : ""
            // One currency for each subscription.
            fact["currency"] = (fact["subscription"]?.utf8.count ?? 0) % 2 == 0 ? "" : "USD"
        }
        guard fact["outage_id"] != nil else { return }
        let outages = (facts[.outages] ?? []).filter { $0["subscription"] == "" }
        let outage = kind == .notifications || random.chance(50) ? random.pick(outages) : [:]
        fact["outage_source"] = outage["source"] ?? ""
        fact["outage_id"] = outage["id"] ?? ""
    }

    private func code(_ name: String, _ number: Int) -> String { "=\(name) é'\"\(number), 漢" }

    /// Microseconds after the first of January 2026, with some offset or other.
    private mutating func instant(_ microseconds: Int) -> String {
        let (offset, minutes) = random.pick([("Z", 0), ("+02:00", 120), ("-05:30", -330), ("+14:00", 840)])
        let seconds = 20_454 * 86_400 + microseconds / 1_000_000 + minutes * 60
        let day = LocalDate(daysSinceEpoch: seconds / 86_400)
        let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map {
            ($0 < 10 ? "0" : "") + "\($0)"
        }
        let rest = microseconds % 1_000_000
        let fraction = rest == 0 ? "" : "." + String(1_000_000 + rest).dropFirst()
        return "\(day)T\(clock.joined(separator: ":"))\(fraction)\(offset)"
    }

    private mutating func moment() -> Int {
        random.pick(0...20_000_000) * 1_000_000 + random.pick([0, 1, 500_000, random.pick(0...999_999)])
    }

    private mutating func text(isRequired: Bool) -> String {
        let pieces = [
            ",", ";", "\"", "\"\"", "\n", "\r\n", "\r", "\t", " ", "é", "e\u{301}", "漢", "👩‍👩‍👧‍👦", "=1+1", "'",
            "-",
            "a", "B", "NULL", "\\N", "\u{FEFF}", "true", "\u{2028}",
        ]
        let text = (0..<random.pick(1...8)).map { _ in random.pick(pieces) }.joined()
        return isRequired ? "x\(text)" : text
    }
}
