import Messages
import SLA

/// What facts, their columns and their values are called, for people.
struct FactWords {
    let text: LocalText
    /// That instants are told in, and whether with their offset.
    let time: LocalTime

    /// `outage noc/INC-7`.
    func name(_ fact: Change, of kind: FactKind) -> String {
        func part(_ name: String) -> String? {
            fact.identity.first { $0.column.name == name }.flatMap { value in
                value.text.isEmpty ? nil : shown(value.text, value.column)
            }
        }
        func joined(_ names: String...) -> String { names.compactMap(part).joined(separator: "/") }
        let event = joined("source", "id")
        switch kind {
        case .outages, .ends: return text.pick("défaillance \(event)", "outage \(event)")
        case .maintenance: return "maintenance \(event)"
        case .excusableEvents: return text.pick("événement excusable \(event)", "excusable event \(event)")
        case .notifications:
            let outage = joined("outage_source", "outage_id")
            return text.pick("signalement de \(outage)", "notification of \(outage)")
        case .invoices:
            let rate = part("vat_rate").map { text.pick(" à \($0)", " at \($0)") } ?? ""
            return text.pick("facture ", "invoice ") + joined("invoice", "line") + rate
        case .requests:
            return text.pick("demande du client", "customer’s request")
                + (part("reference").map { " \($0)" } ?? "")
        case .subscriptions:
            let day = joined("starts_on")
            return text.pick("abonnement à partir du \(day)", "subscription from \(day)")
        case .customers: return text.pick("client ", "customer ") + joined("customer")
        case .calendars: return text.pick("calendrier ", "calendar ") + joined("calendar")
        case .holidays:
            let (day, calendar) = (joined("date"), joined("calendar"))
            return text.pick(
                "jour férié du \(day), calendrier \(calendar)", "holiday \(day) of calendar \(calendar)")
        case .specialHours:
            let (day, scope) = (joined("date"), joined("calendar", "service", "subscription"))
            let from = part("from").map { text.pick(" de \($0)", " from \($0)") } ?? ""
            return text.pick(
                "horaires particuliers du \(day)\(from), \(scope)", "special hours \(day)\(from), \(scope)")
        }
    }

    /// What became of a fact: `ended_at 2026-10-06 10:00 → 10:30`.
    func effect(_ effect: Change.Effect, of fact: Change) -> String {
        let columns = fact.columns.filter { column in
            column.column.name != "withdrawn" && (effect == .updated || isSaid(column))
        }
        let withdrawal = fact.columns.first { $0.column.name == "withdrawn" }
        var parts: [String] = []
        switch (effect, withdrawal?.after) {
        case (.inserted, _): parts.append(text.pick("ajout", "new"))
        case (.removed, _): parts.append(text.pick("n’est plus en vigueur", "no longer in force"))
        case (.updated, "true"): parts.append(text.pick("retrait", "withdrawn"))
        case (.updated, "false"): parts.append(text.pick("rétablissement", "no longer withdrawn"))
        case (.updated, _): break
        }
        parts += columns.map { column in
            let (before, after) = (column.before, column.after)
            switch effect {
            case .inserted: return "\(name(column.column)) \(said(after, column.column))"
            case .removed: return "\(name(column.column)) \(said(before, column.column))"
            case .updated:
                return
                    "\(name(column.column)) \(said(before, column.column)) → \(said(after, column.column, beside: before))"
            }
        }
        return parts.joined(separator: ", ")
    }

    /// Whether a new fact's value says anything: an absent one does not, nor what means the same as absent.
    private func isSaid(_ column: Change.Column) -> Bool {
        guard let value = column.before ?? column.after else { return false }
        return switch column.column.defaultValue {
        case .text(let text)?: value != text
        case .integer(let number)?: value != String(number)
        case nil: true
        }
    }

    private func said(_ value: String?, _ column: FactColumn, beside other: String? = nil) -> String {
        guard let value, !value.isEmpty else { return text.pick("absent", "absent") }
        if column.type == .instant, let other, let instant = instant(value), let before = self.instant(other),
            time.zone.day(of: instant) == time.zone.day(of: before)
        {
            let day = text.instant(time.zone.start(of: time.zone.day(of: instant)), in: time.zone)
            let whole = shown(value, column)
            // The same day is not said twice.
            let date = day.prefix { $0 != " " }
            return whole.hasPrefix("\(date) ") ? String(whole.dropFirst(date.count + 1)) : whole
        }
        return shown(value, column)
    }

    private func instant(_ value: String) -> Instant? { Int64(value).map { Instant(microseconds: $0) } }

    private func shown(_ value: String, _ column: FactColumn) -> String {
        switch column.type {
        case .instant:
            instant(value).map { text.instant($0, in: time.zone, showsOffset: time.showsOffset) } ?? value
        case .date: LocalDate(value).map { text.pick(text.date($0), value) } ?? value
        case .month: Month(value).map { text.pick(text.month($0), value) } ?? value
        case .money:
            Int64(value).map { text.pick(text.decimal(Cents($0).description), Cents($0).description) }
                ?? value
        case .share, .vatRate:
            Int64(value).flatMap { Percentage(millionths: $0) }.map { text.percent($0) } ?? value
        case .cause: Cause(rawValue: value).map { text.cause($0) } ?? value
        case .text: TerminalText.quoted(value.utf8, limit: 60)
        default: FactText(time.zone).shown(value, column)
        }
    }

    /// In English the column's own name, as files state it.
    func name(_ column: FactColumn) -> String {
        text.language == .english ? column.name : Self.french[column.name] ?? column.name
    }

    private static let french = [
        "amount_excl_tax": "montant hors taxes", "announced_at": "annonce", "based_on": "calendrier de base",
        "cause": "cause", "currency": "devise", "customer": "client", "ended_at": "fin",
        "ends_on": "dernier jour",
        "evidence": "justificatif", "holidays": "calendrier", "issued_on": "date de facture",
        "known_until": "connu jusqu’au", "name": "nom", "notified_at": "signalement",
        "outage_id": "défaillance",
        "outage_source": "source de la défaillance", "requested_on": "date de la demande",
        "service": "service",
        "share": "part", "started_at": "début", "starts_on": "premier jour", "subscription": "abonnement",
        "summary": "résumé", "terms": "conditions", "to": "jusqu’à",
    ]
}
