package import Postgres
package import SLA

/// A planned credit as a note of its own, so that the rules of the formats can be asked before anything has a number.
package struct PlannedLine: Equatable, Sendable {
    package let subscription: String
    /// Which of the run's notes it goes into; nil where something is missing already.
    package let note: Int?
    package let outline: NoteOutline

    /// Of every credit that becomes a line of a note, and of those that are incomplete, in the plan's order.
    ///
    /// - Parameter plan: the month's, on this date.
    package static func load(
        _ plan: [PlannedCredit], of month: Month, on date: LocalDate, _ connection: Connection
    ) throws -> [PlannedLine] {
        let planned = plan.filter { $0.draft?.parts.isEmpty == false }
        guard !planned.isEmpty, let (_, version) = try IssuerVersion.current(connection) else { return [] }
        let invoices = try invoices(planned, of: month, connection)
        let buyers = try PlannedBuyer.load(Set(planned.map(\.customer)).sorted(), connection)
        let number = version.provisionalNumber(on: date)
        return planned.compactMap { credit in
            guard let buyer = buyers[credit.customer], let draft = credit.draft else { return nil }
            return PlannedLine(
                subscription: credit.subscription, note: credit.note,
                outline: NoteOutline(
                    number: number, kind: .credit, issueDate: date, months: [month],
                    currency: credit.currency, vatTreatment: draft.vatTreatment,
                    vat: draft.parts.map { CreditNote.VATPart(rate: $0.rate, net: $0.net) },
                    invoices: invoices[credit.subscription] ?? [], issuer: version.issuer,
                    customer: buyer.customer, exemption: buyer.exemption, eurRate: draft.eurRate, lines: 1))
        }
    }

    /// The rows that the bases come from, by subscription.
    ///
    /// One statement for all: of each subscription's revision what it saw, as the view `assessed_invoice` has it. Each is
    /// looked up by index: without statistics, and there are none right after an assessment, a join may be planned for a
    /// few rows.
    private static func invoices(
        _ planned: [PlannedCredit], of month: Month, _ connection: Connection
    ) throws -> [String: [InvoiceLine]] {
        let rows = try connection.query(
            """
            select p.subscription, i.invoice, i.issued_on, i.vat_micropercent, i.amount_cents, i.currency
            from unnest($2::text[], $3::bigint[]) p (subscription, revision)
                cross join lateral (
                    select u.subscription_key, (select r.watermark from assessment_run r where r.run = (
                        select a.run from assessment a where a.subscription_key = u.subscription_key and a.month = $1
                            and a.revision = p.revision)) as watermark
                    from subscription u where u.subscription = p.subscription offset 0) s
                cross join lateral (
                    select * from invoice i where i.subscription_key = s.subscription_key and i.month = $1
                        and i.until_batch is null
                    union all
                    select * from invoice i where i.subscription_key = s.subscription_key and i.month = $1
                        and i.until_batch > s.watermark) i
            where i.from_batch <= s.watermark and not i.withdrawn
            order by i.invoice collate "C", i.vat_micropercent, i.line collate "C"
            """,
            [
                .date(month.firstDay.daysSinceEpoch), .textArray(planned.map(\.subscription)),
                .int64Array(planned.map { Int64($0.revision) }),
            ])
        var invoices: [String: [InvoiceLine]] = [:]
        for row in rows {
            invoices[try row.text("subscription"), default: []].append(
                InvoiceLine(
                    invoice: try row.text("invoice"), issuedOn: try row.localDate("issued_on"),
                    amount: try row.cents("amount_cents"), vatRate: try row.percentage("vat_micropercent"),
                    currency: try row.text("currency")))
        }
        return invoices
    }
}

extension IssuerVersion {
    /// One that the series of this date could give: the first of its year.
    package func provisionalNumber(on date: LocalDate) -> String {
        seriesPattern.replacing("{year}", with: padded(date.components.year, to: 4))
            .replacing(/\{number:([0-9]+)\}/) { padded(1, to: Int($0.output.1) ?? 1) }
    }
}
