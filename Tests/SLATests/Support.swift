import SLA
import Testing

/// Paris wall-clock time in 2026: +1 h, +2 h from 29 March 01:00 UTC to 25 October 01:00 UTC.
let paris = Zone(
    name: "Europe/Paris", initialOffset: 3600,
    transitions: [
        .init(start: utc(2025, 3, 30, 1), offset: 7200), .init(start: utc(2025, 10, 26, 1), offset: 3600),
        .init(start: utc(2026, 3, 29, 1), offset: 7200), .init(start: utc(2026, 10, 25, 1), offset: 3600),
    ])

func utc(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0,
    micro: Int64 = 0
) -> Instant {
    let days = LocalDate(year: year, month: month, day: day)?.daysSinceEpoch ?? .min
    return Instant(
        microseconds: Int64(days) * Microseconds.perDay + Int64(hour) * Microseconds.perHour
            + Int64(minute) * Microseconds.perMinute + Int64(second) * Microseconds.perSecond + micro)
}

/// Paris wall-clock time of a day in 2026 without a change of offset at that hour.
func local(
    _ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0, _ second: Int = 0, micro: Int64 = 0
) -> Instant {
    let naive = utc(2026, month, day, hour, minute, second, micro: micro)
    let guess = Instant(microseconds: naive.microseconds - 3600 * Microseconds.perSecond)
    return Instant(
        microseconds: naive.microseconds - Int64(paris.offset(at: guess)) * Microseconds.perSecond)
}

func percent(_ millionths: Int64) -> Percentage { Percentage(millionths: millionths) ?? .zero }

func month(_ text: String) -> Month { Month(text) ?? Month(year: 1, number: 1) ?? may }

let may = month("2026-05")

let hour = Microseconds.perHour
let second = Microseconds.perSecond

/// Article 7 as data, with what a test varies.
func axantis(
    weekly: [Terms.WeeklyWindow] = officeHours, holidays: Bool = true, maintenance: Bool = true,
    basis: Terms.Basis = .coverage, target: Target? = .atLeast(percent(99_850_000)),
    schedule: Schedule? = nil,
    notificationRequired: Bool = true, countedFrom: Terms.CountedFrom = .outageStart,
    excusable: [Cause] = Cause.allCases, onRequest: Bool = false, within: Int? = nil
) -> Terms {
    Terms(
        id: "axantis", version: "1", title: "Contact Experience", source: "article 7",
        effectiveFrom: month("2025-03").firstDay, timeZone: "Europe/Paris",
        coverage: .init(
            weekly: weekly, excludesPublicHolidays: holidays, excludesPlannedMaintenance: maintenance),
        availability: .init(
            basis: basis, target: target, notificationRequired: notificationRequired,
            countedFrom: countedFrom),
        excusable: excusable,
        credit: target == nil
            ? nil
            : .init(
                schedule
                    ?? .tiers([
                        .init(below: percent(99_850_000), rate: percent(5_000_000)),
                        .init(below: percent(99_500_000), rate: percent(10_000_000)),
                        .init(below: percent(97_000_000), rate: percent(20_000_000)),
                    ]), onRequest: onRequest, requestWithin: within.map(RequestWindow.days),
                vatTreatment: .priceReduction,
                cap: .init(rate: percent(20_000_000), consecutiveDays: 30, excess: .forfeited)))
}

let officeHours = [Weekday.mon, .tue, .wed, .thu, .fri].map {
    Terms.WeeklyWindow(day: $0, from: 8 * hour, to: 18 * hour)
}

let always = Weekday.allCases.map { Terms.WeeklyWindow(day: $0, from: 0, to: 24 * hour) }

/// A subscription's month with one invoice of 1000.00, in force since 2025.
func facts(
    _ month: Month = may, _ terms: Terms = axantis(), holidays: ComputedCalendar = .france,
    zone: Zone = paris, startsOn: LocalDate? = nil, endsOn: LocalDate? = nil, isOver: Bool = true,
    outages: [Outage] = [], excusable: [ExcusableEvent] = [], maintenance: [Maintenance] = [],
    base: [Int64] = [100_000], request: CreditRequest? = nil
) -> SubscriptionMonth {
    SubscriptionMonth(
        subscription: "S", month: month,
        spells: [
            spell(
                month, terms, holidays: holidays, zone: zone,
                startsOn: startsOn ?? SLATests.month("2025-06").firstDay, endsOn: endsOn)
        ],
        isOver: isOver, outages: outages, excusableEvents: excusable, maintenance: maintenance,
        invoices: base.map {
            InvoiceLine(
                invoice: "F", issuedOn: month.lastDay, amount: Cents($0), vatRate: percent(20_000_000),
                currency: "EUR")
        }, request: request)
}

func spell(
    _ month: Month = may, _ terms: Terms = axantis(), service: String = "ivr",
    holidays: ComputedCalendar = .france, special: [SpecialDay] = [], zone: Zone = paris,
    startsOn: LocalDate, endsOn: LocalDate? = nil
) -> Spell {
    Spell(
        startsOn: startsOn, endsOn: endsOn, customer: "C", service: service, terms: terms.id,
        holidays: holidays.rawValue,
        calendar: MonthCalendar(
            month: month, terms: terms, zone: zone, holidays: holidays.holidays(of: month.year),
            specialDays: special))
}

/// Every case of these tests is judged in both ways.
func judge(_ facts: SubscriptionMonth) -> Judgement {
    let judgement = SLA.judge(facts)
    #expect(swept(facts) == judgement.withoutSplits, "the sweep differs")
    return judgement
}

/// A notified outage.
func outage(_ id: String, _ start: Instant, _ end: Instant?, notified: Bool = true) -> Outage {
    Outage(
        source: "noc", id: id, startedAt: start, endedAt: end, notifiedAt: notified ? start : nil)
}

func outage(_ start: Instant, _ end: Instant?, notified: Bool = true) -> Outage {
    outage("O", start, end, notified: notified)
}

func event(
    _ cause: Cause, _ start: Instant, _ end: Instant, linkedTo outage: String? = nil
) -> ExcusableEvent {
    ExcusableEvent(
        source: "desk", id: "X-\(cause)-\(start.microseconds)", cause: cause, interval: start..<end,
        evidence: "ticket", outage: outage.map { OutageName(source: "noc", id: $0) })
}

extension Instant {
    static func + (instant: Instant, microseconds: Int64) -> Instant {
        Instant(microseconds: instant.microseconds + microseconds)
    }
}
