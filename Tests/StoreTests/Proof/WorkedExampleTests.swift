internal import Postgres
internal import SLA
internal import Store
internal import Testing

/// Contract "A month worked by hand": May 2026, four holidays on weekdays, ten subscriptions, each showing
/// one rule.
@Suite("The month worked by hand")
struct WorkedExampleTests {
    /// As the contract's own files say it, money in cents and VAT rates in millionths of a percent.
    static let files = [
        (
            "customers",
            """
            customer,name,siren,vat_number,street,postcode,city,country,email
            C-1,Client Exemple SA,200000008,FR37200000008,2 avenue du Client,69002,Lyon,FR,
            """
        ),
        (
            "subscriptions",
            """
            subscription,customer,service,terms,starts_on,ends_on,holidays
            A-clean,C-1,contact-centre,axantis-contact-experience,2025-06-01,,
            B-short,C-1,contact-centre,axantis-contact-experience,2025-06-01,,
            C-excused-part,C-1,contact-centre,axantis-contact-experience,2025-06-01,,
            D-two-at-once,C-1,contact-centre,axantis-contact-experience,2025-06-01,,
            E-unnotified,C-1,contact-centre,axantis-contact-experience,2025-06-01,,
            F-own-notification,C-1,contact-centre,axantis-contact-experience,2025-06-01,,
            G-maintenance,C-1,contact-centre,axantis-contact-experience,2025-06-01,,
            H-alsace,C-1,ivr,axantis-contact-experience,2025-06-01,,FR-AM
            I-joined-midmonth,C-1,contact-centre,axantis-contact-experience,2026-05-18,,
            J-open-since-april,C-1,sms-out,axantis-contact-experience,2025-06-01,,
            """
        ),
        (
            "invoices",
            """
            invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency
            FA-2026-05-01,A-clean,2026-05,2026-05-31,123453,20000000,EUR
            FA-2026-05-02,B-short,2026-05,2026-05-31,123453,20000000,EUR
            FA-2026-05-03,C-excused-part,2026-05,2026-05-31,123453,20000000,EUR
            FA-2026-05-04,D-two-at-once,2026-05,2026-05-31,123453,20000000,EUR
            FA-2026-05-05,E-unnotified,2026-05,2026-05-31,123453,20000000,EUR
            FA-2026-05-06,F-own-notification,2026-05,2026-05-31,123453,20000000,EUR
            FA-2026-05-07,G-maintenance,2026-05,2026-05-31,123453,20000000,EUR
            FA-2026-05-08,H-alsace,2026-05,2026-05-31,123453,20000000,EUR
            FA-2026-05-09,I-joined-midmonth,2026-05,2026-05-31,123453,20000000,EUR
            FA-2026-05-10,J-open-since-april,2026-05,2026-05-31,123453,20000000,EUR
            """
        ),
        (
            "outages",
            """
            source,id,service,subscription,started_at,ended_at,notified_at,summary,withdrawn
            noc,B1,,B-short,2026-05-05T17:50:00+02:00,2026-05-06T08:12:00+02:00,2026-05-05T17:50:00+02:00,,
            noc,C1,,C-excused-part,2026-05-12T09:00:00+02:00,2026-05-12T12:00:00+02:00,2026-05-12T09:00:00+02:00,,
            noc,D1,,D-two-at-once,2026-05-19T10:00:00+02:00,2026-05-19T14:00:00+02:00,2026-05-19T10:00:00+02:00,,
            noc,D2,,D-two-at-once,2026-05-19T11:00:00+02:00,2026-05-19T12:30:00+02:00,2026-05-19T11:00:00+02:00,,
            noc,E1,,E-unnotified,2026-05-20T10:00:00+02:00,2026-05-20T16:00:00+02:00,,,
            noc,F1,contact-centre,,2026-05-21T10:00:00+02:00,2026-05-21T11:00:00+02:00,,,
            noc,G1,,G-maintenance,2026-05-27T08:00:00+02:00,2026-05-27T10:00:00+02:00,2026-05-27T08:00:00+02:00,,
            noc,H1,,H-alsace,2026-05-25T09:00:00+02:00,2026-05-26T09:00:00+02:00,2026-05-25T09:00:00+02:00,,
            noc,I1,,I-joined-midmonth,2026-05-15T09:00:00+02:00,2026-05-18T09:30:00+02:00,2026-05-15T09:00:00+02:00,,
            noc,J1,,J-open-since-april,2026-04-30T17:00:00+02:00,,2026-04-30T17:00:00+02:00,,
            noc,K1,,A-clean,2026-05-13T09:00:00+02:00,2026-05-13T10:00:00+02:00,2026-05-13T09:00:00+02:00,,true
            """
        ),
        (
            "notifications",
            """
            subscription,outage_source,outage_id,notified_at,reference
            F-own-notification,noc,F1,2026-05-21T10:20:00+02:00,ticket 77
            """
        ),
        (
            "excusable-events",
            """
            source,id,service,subscription,cause,started_at,ended_at,outage_source,outage_id,evidence,withdrawn
            desk,X1,,C-excused-part,other_operator,2026-05-12T08:30:00+02:00,2026-05-12T10:30:00+02:00,,,ticket X1,
            desk,X2,,C-excused-part,force_majeure,2026-05-12T10:00:00+02:00,2026-05-12T11:00:00+02:00,,,ticket X2,
            desk,X3,,D-two-at-once,customer_act,2026-05-19T10:00:00+02:00,2026-05-19T14:00:00+02:00,noc,D1,ticket X3,
            """
        ),
        (
            "maintenance",
            """
            source,id,service,subscription,started_at,ended_at,announced_at,summary,withdrawn
            change,M1,,G-maintenance,2026-05-27T07:00:00+02:00,2026-05-27T09:00:00+02:00,2026-05-20T09:00:00+02:00,mise à jour,
            """
        ),
    ]

    /// Lengths in seconds, money in cents, rates in percent.
    struct Expected: CustomTestStringConvertible, Sendable {
        let subscription: String
        let period: Int64
        let outsideHours: Int64
        let holiday: Int64
        var maintenance: Int64 = 0
        let covered: Int64
        let available: Int64
        let counted: Int64
        var excused: [Cause: Int64] = [:]
        let unnotified: Int64
        let percent: String
        let rate: Int64
        let amount: Int64
        let otherPercent: String
        let otherRate: Int64

        var testDescription: String { subscription }
    }

    static let expected = [
        Expected(
            subscription: "A-clean", period: 2_678_400, outsideHours: 1_922_400, holiday: 144_000,
            covered: 612_000, available: 608_400, counted: 0, unnotified: 3600, percent: "100.0000",
            rate: 0, amount: 0, otherPercent: "100.0000", otherRate: 0),
        Expected(
            subscription: "B-short", period: 2_678_400, outsideHours: 1_922_400, holiday: 144_000,
            covered: 612_000, available: 607_080, counted: 1320, unnotified: 3600, percent: "99.7843",
            rate: 5, amount: 6173, otherPercent: "99.9507", otherRate: 0),
        Expected(
            subscription: "C-excused-part", period: 2_678_400, outsideHours: 1_922_400, holiday: 144_000,
            covered: 612_000, available: 597_600, counted: 3600,
            excused: [.otherOperator: 3600, .forceMajeure: 3600], unnotified: 3600, percent: "99.4117",
            rate: 10, amount: 12_345, otherPercent: "99.8655", otherRate: 0),
        Expected(
            subscription: "D-two-at-once", period: 2_678_400, outsideHours: 1_922_400, holiday: 144_000,
            covered: 612_000, available: 594_000, counted: 5400, excused: [.customerAct: 9000],
            unnotified: 3600, percent: "99.1176", rate: 10, amount: 12_345, otherPercent: "99.7983",
            otherRate: 5),
        Expected(
            subscription: "E-unnotified", period: 2_678_400, outsideHours: 1_922_400, holiday: 144_000,
            covered: 612_000, available: 586_800, counted: 0, unnotified: 25_200, percent: "100.0000",
            rate: 0, amount: 0, otherPercent: "100.0000", otherRate: 0),
        Expected(
            subscription: "F-own-notification", period: 2_678_400, outsideHours: 1_922_400,
            holiday: 144_000, covered: 612_000, available: 608_400, counted: 3600, unnotified: 0,
            percent: "99.4117", rate: 10, amount: 12_345, otherPercent: "99.8655", otherRate: 0),
        Expected(
            subscription: "G-maintenance", period: 2_678_400, outsideHours: 1_922_400, holiday: 144_000,
            maintenance: 3600, covered: 608_400, available: 601_200, counted: 3600, unnotified: 3600,
            percent: "99.4082", rate: 10, amount: 12_345, otherPercent: "99.8655", otherRate: 0),
        Expected(
            subscription: "H-alsace", period: 2_678_400, outsideHours: 1_922_400, holiday: 144_000,
            covered: 612_000, available: 608_400, counted: 3600, unnotified: 0, percent: "99.4117",
            rate: 10, amount: 12_345, otherPercent: "99.8655", otherRate: 0),
        Expected(
            subscription: "I-joined-midmonth", period: 1_209_600, outsideHours: 849_600, holiday: 36_000,
            covered: 324_000, available: 315_000, counted: 5400, unnotified: 3600, percent: "98.3333",
            rate: 10, amount: 12_345, otherPercent: "99.5535", otherRate: 5),
        Expected(
            subscription: "J-open-since-april", period: 2_678_400, outsideHours: 1_922_400,
            holiday: 144_000, covered: 612_000, available: 0, counted: 612_000, unnotified: 0,
            percent: "0.0000", rate: 20, amount: 24_691, otherPercent: "77.1505", otherRate: 20),
    ]

    private func with(_ body: (Connection, [RejudgedRevision]) throws -> Void) throws {
        try TestDatabase.with { _, connection in
            try add(axantis(id: "axantis-contact-experience"), on: connection)
            for (kind, text) in Self.files {
                let imported = try importing(kind, text, on: connection)
                #expect(imported.outcome.inserted == text.split(separator: "\n").count - 1, "\(kind)")
            }
            _ = try assess("2026-05", connection)
            let stored = try Assessments.current(month("2026-05"), on: connection)
            try body(
                connection, RejudgedRevision.load(stored, of: month("2026-05"), on: connection, zone: zone))
        }
    }

    @Test("each subscription's classes, percentages, rates and amount come out exactly")
    func exact() throws {
        try with { _, judged in
            #expect(judged.map(\.assessment.subscription) == Self.expected.map(\.subscription))
            for (month, expected) in zip(judged, Self.expected) {
                let name = Comment(rawValue: expected.subscription)
                let statement = month.judgement.statement
                let second = Microseconds.perSecond
                var classes = Classes()
                classes.outsideHours = expected.outsideHours * second
                classes.holiday = expected.holiday * second
                classes.plannedMaintenance = expected.maintenance * second
                classes.countedDowntime = expected.counted * second
                classes.excused = expected.excused.mapValues { $0 * second }
                classes.unnotifiedDowntime = expected.unnotified * second
                classes.available = expected.available * second
                #expect(statement.classes == classes, name)
                #expect(classes.period == expected.period * second, name)
                #expect(classes.covered == expected.covered * second, name)
                #expect(statement.availability.percentText == expected.percent, name)
                #expect(statement.otherAvailability.percentText == expected.otherPercent, name)
                let (own, other) = (statement.credit.earned?.percentage, statement.otherEarned?.percentage)
                #expect(own == Percentage(millionths: expected.rate * 1_000_000), name)
                #expect(other == Percentage(millionths: expected.otherRate * 1_000_000), name)
                #expect(statement.credit.amount == Cents(expected.amount), name)
                #expect(month.outcome == month.assessment.outcome, name)
            }
        }
    }

    @Test("the SQL proof comes to the same, and the credits wait for their requests")
    func status() throws {
        try with { connection, judged in
            let result = try Proof.verify(month("2026-05"), on: connection, zone: zone)
            #expect(result.compared == 10 && result.disagreements.isEmpty, "\(result.disagreements)")
            let breached = Self.expected.filter { $0.rate > 0 }.map(\.subscription)
            for month in judged {
                let isBreached = breached.contains(month.assessment.subscription)
                #expect(month.assessment.outcome.status == (isBreached ? "awaiting_request" : "none"))
            }
            try importing(
                "requests",
                "subscription,month,requested_on\n"
                    + Self.expected.map { "\($0.subscription),2026-05,2026-06-30" }.joined(separator: "\n"),
                on: connection)
            _ = try assess("2026-05", connection)
            let issuable = try Assessments.current(month("2026-05"), on: connection)
                .filter { $0.outcome.status == "issuable" }
            #expect(issuable.map(\.subscription) == breached)
        }
    }
}
