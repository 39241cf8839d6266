import Documents
import SLA

/// Hand-built months for the documents' tests.
enum Samples {
    static let november = month("2026-11")

    static func month(_ text: String) -> Month { Month(text) ?? november }
    static func day(_ text: String) -> LocalDate { LocalDate(text) ?? LocalDate(daysSinceEpoch: 0) }
    static func percent(_ millionths: Int64) -> Percentage { Percentage(millionths: millionths) ?? .zero }

    /// Wall-clock time of a zone: `2026-11-05 09:12:00`; the first of two.
    static func at(_ text: String, in zone: Zone = paris, plus microseconds: Int64 = 0) -> Instant {
        let parts = text.split(separator: " ")
        let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
        let local =
            Int64(day(String(parts[0])).daysSinceEpoch) * Microseconds.perDay
            + (clock[0] * 3600 + clock[1] * 60 + clock[2]) * Microseconds.perSecond
        var instant = Instant(microseconds: local)
        for _ in 0..<2 {
            instant = Instant(
                microseconds: local - Int64(zone.offset(at: instant)) * Microseconds.perSecond)
        }
        return Instant(microseconds: instant.microseconds + microseconds)
    }

    static func from(_ start: String, to end: String) -> Interval { at(start)..<at(end) }

    /// Europe/Paris in 2026.
    static let paris: Zone = {
        let spring = Int64(day("2026-03-29").daysSinceEpoch) * Microseconds.perDay + Microseconds.perHour
        let autumn = Int64(day("2026-10-25").daysSinceEpoch) * Microseconds.perDay + Microseconds.perHour
        return Zone(
            name: "Europe/Paris", initialOffset: 3600,
            transitions: [
                Zone.Transition(start: Instant(microseconds: spring), offset: 7200),
                Zone.Transition(start: Instant(microseconds: autumn), offset: 3600),
            ])
    }()

    static let hour = Microseconds.perHour

    static let axantis = Terms(
        id: "axantis-contact-experience", version: "2025-03",
        title: "Conditions Particulières – Contact Experience",
        source: "Axantis, Contact Experience, version 03.2025, article 7",
        effectiveFrom: day("2025-03-01"), timeZone: "Europe/Paris",
        coverage: Terms.Coverage(
            weekly: [.mon, .tue, .wed, .thu, .fri].map {
                Terms.WeeklyWindow(day: $0, from: 8 * hour, to: 18 * hour)
            }, excludesPublicHolidays: true, excludesPlannedMaintenance: true),
        availability: Terms.Availability(
            basis: .coverage, target: .atLeast(percent(99_850_000)), notificationRequired: true,
            countedFrom: .outageStart),
        excusable: [
            .forceMajeure, .thirdPartyEquipment, .customerAct, .plannedMaintenance, .overCapacity,
            .otherOperator, .customerUnavailable,
        ],
        credit: Terms.Credit(
            .tiers([
                Schedule.Tier(below: percent(99_850_000), rate: percent(5_000_000)),
                Schedule.Tier(below: percent(99_500_000), rate: percent(10_000_000)),
                Schedule.Tier(below: percent(97_000_000), rate: percent(20_000_000)),
            ]), onRequest: true, requestWithin: nil, vatTreatment: .priceReduction,
            cap: Terms.Cap(rate: percent(20_000_000), consecutiveDays: 30, excess: .forfeited)))

    static let sha256 = String(repeating: "0123456789abcdef", count: 4)

    static func calendar(_ terms: Terms = axantis, month: Month = november, zone: Zone = paris)
        -> MonthCalendar
    {
        MonthCalendar(
            month: month, terms: terms, zone: zone,
            holidays: ComputedCalendar.france.holidays(of: month.year))
    }

    static func facts(_ subscription: String = "SUB-0001", calendar: MonthCalendar? = calendar())
        -> SubscriptionMonth
    {
        SubscriptionMonth(
            subscription: subscription, month: calendar?.month ?? november,
            spells: [
                Spell(
                    startsOn: day("2025-01-01"), endsOn: nil, customer: "C-001", service: "contact-centre",
                    terms: axantis.id, holidays: "FR", calendar: calendar)
            ], isOver: true)
    }

    static func invoice(_ cents: Int64, currency: String = "EUR") -> InvoiceLine {
        InvoiceLine(
            invoice: "FA-2026-1107", issuedOn: day("2026-12-01"), amount: Cents(cents),
            vatRate: percent(20_000_000), currency: currency)
    }

    static func outage(_ id: String, _ start: String, _ end: String?, isNotified: Bool = true) -> Outage {
        Outage(
            source: "noc", id: id, startedAt: at(start), endedAt: end.map { at($0) },
            notifiedAt: isNotified ? at(start, plus: 180 * Microseconds.perSecond) : nil)
    }

    static func entry(_ facts: SubscriptionMonth, ledger: Ledger = Ledger()) -> ReportEntry {
        ReportEntry(
            facts: facts, judgement: judge(facts), revision: 1,
            termsSHA256: facts.calendar == nil ? nil : sha256, ledger: ledger)
    }

    /// A month that has every class: two holidays (one on a Sunday), maintenance, counted downtime in two
    /// overlapping outages, two causes, an unnotified outage, and time outside coverage.
    static let everyClass: SubscriptionMonth = {
        var facts = Samples.facts()
        facts.maintenance = [
            Maintenance(
                source: "noc", id: "MW-7", interval: from("2026-11-10 16:00:00", to: "2026-11-10 20:00:00"),
                summary: "Router upgrade")
        ]
        var trunk = outage("INC-42", "2026-11-05 09:12:00", "2026-11-05 11:00:00")
        trunk.service = "contact-centre"
        trunk.summary = "Trunk lost; éàü"
        var fraction = outage("INC-43", "2026-11-05 10:30:00", "2026-11-05 11:30:00")
        fraction.endedAt = at("2026-11-05 11:30:00", plus: 500_001)
        facts.outages = [
            trunk, fraction,
            outage("INC-50", "2026-11-12 17:00:00", "2026-11-12 19:30:00", isNotified: false),
            outage("INC-60", "2026-11-20 08:00:00", "2026-11-20 09:00:00"),
            outage("INC-70", "2026-11-30 17:50:00", nil),
        ]
        facts.excusableEvents = [
            ExcusableEvent(
                source: "noc", id: "EX-1", cause: .otherOperator,
                interval: from("2026-11-05 09:12:00", to: "2026-11-05 09:32:00"),
                evidence: "Operator ticket 4711", outage: OutageName(source: "noc", id: "INC-42")),
            ExcusableEvent(
                source: "noc", id: "EX-2", cause: .forceMajeure,
                interval: from("2026-11-20 07:00:00", to: "2026-11-20 08:45:00"),
                evidence: "Flood, prefect's order"),
            ExcusableEvent(
                source: "noc", id: "EX-3", cause: .otherOperator,
                interval: from("2026-11-20 08:30:00", to: "2026-11-20 08:40:00"),
                evidence: "Operator ticket 4712"),
            ExcusableEvent(
                source: "noc", id: "EX-4", cause: .customerAct,
                interval: from("2026-11-25 08:00:00", to: "2026-11-25 09:00:00"),
                evidence: "Call with the customer"),
        ]
        facts.invoices = [invoice(123_450)]
        return facts
    }()
}

extension Samples {
    /// Four subscriptions: without terms and with hostile text, every class, an issued credit, a month not over.
    static let fourEntries: [ReportEntry] = {
        var hostile = Samples.facts("=1+1", calendar: nil)
        hostile.spells[0].customer = "Dupont, \"Père\"; fils\r\n"
        hostile.spells[0].service = "\u{1B}[31mivr"
        var breached = Samples.facts("SUB-0002")
        breached.outages = [Samples.outage("INC-80", "2026-11-05 10:00:00", "2026-11-05 11:00:00")]
        breached.invoices = [Samples.invoice(100_000)]
        breached.request = CreditRequest(requestedOn: Samples.day("2026-12-03"), reference: "DEM-7")
        var running = Samples.facts("SUB-0003")
        running.isOver = false
        running.spells[0].endsOn = Samples.day("2026-11-15")
        var entries = [
            Samples.entry(hostile), Samples.entry(Samples.everyClass),
            Samples.entry(
                breached,
                ledger: Ledger(
                    status: .issued, credited: Cents(5000), currency: "EUR", notes: ["AV-2026-000001"])),
            Samples.entry(running),
        ]
        entries[2].customerName = "Hôpital Saint-Étienne, direction"
        entries[3].customerName = "=2+2"
        return entries
    }()

    /// The whole report, in memory.
    static func report(
        _ entries: [ReportEntry], as format: ReportFormat, on month: Month = november, threshold: Int = 65_536
    ) throws -> [UInt8] {
        let collected = Collected()
        var report = format.report(
            on: month, to: ByteStream(threshold: threshold) { collected.bytes += $0 })
        for entry in entries { try report.add(entry) }
        try report.finish()
        return collected.bytes
    }

    private final class Collected {
        var bytes: [UInt8] = []
    }
}
