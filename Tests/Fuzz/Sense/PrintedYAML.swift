package import Contracts
package import SLA

/// Writes what was read from a YAML file in one fixed form.
package enum PrintedYAML {
    package static func terms(_ terms: Terms) -> String {
        let exclusions = [
            terms.coverage.excludesPublicHolidays ? "public_holidays" : nil,
            terms.coverage.excludesPlannedMaintenance ? "planned_maintenance" : nil,
        ].compactMap(\.self)
        let availability = terms.availability
        var lines = [
            "id: \(quoted(terms.id))", "version: \(quoted(terms.version))", "title: \(quoted(terms.title))",
            "source: \(quoted(terms.source))", "effective_from: \(terms.effectiveFrom)",
            "time_zone: \(quoted(terms.timeZone))",
            "working_week: [\(Weekday.allCases.filter(terms.workingWeek.contains).map(\.rawValue).joined(separator: ", "))]",
            "coverage:", "  weekly:",
        ]
        if let last = terms.effectiveUntil { lines.insert("effective_until: \(last)", at: 0) }
        lines += terms.coverage.weekly.map {
            "    - { days: [\($0.day)], from: \(clock($0.from)), to: \(clock($0.to)) }"
        }
        switch terms.coverage.maintenanceNotice {
        case nil: break
        case .length(let length):
            lines.append("  maintenance_notice: \(self.length(length))")
        case .workingDays(let count): lines.append("  maintenance_notice: { working_days: \(count) }")
        }
        lines += [
            "  exclude: [\(exclusions.joined(separator: ", "))]", "availability:",
            "  basis: \(availability.basis.rawValue)",
            "  failure_notification: \(availability.notificationRequired ? "required" : "not_required")",
            "  counted_from: \(availability.countedFrom.rawValue)",
        ]
        switch availability.target {
        case nil: break
        case .atLeast(let bound): lines.append("  target: \(bound)%")
        case .above(let bound): lines.append("  target: { above: \(bound)% }")
        case .downtimeAtMost(let length):
            lines.append("  target: { downtime_at_most: \(self.length(length)) }")
        }
        lines.append("excusable: [\(terms.excusable.map(\.rawValue).joined(separator: ", "))]")
        if let credit = terms.credit { lines += self.credit(credit) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func length(_ microseconds: Int64) -> String {
        "{ seconds: \(microseconds / Microseconds.perSecond) }"
    }

    private static func schedule(_ schedule: Schedule) -> [String] {
        switch schedule {
        case .tiers(let tiers):
            return ["  tiers:"] + tiers.map { "    - { \(condition($0.condition)), \(worth($0.worth)) }" }
        case .proportion(let proportion):
            return [
                "  per_time: { of: \(proportion.of.rawValue), times: \(proportion.times), at_most: \(bare(proportion.most)) }"
            ]
        case .steps(let steps):
            let (name, of, every): (String, String, (Int64) -> String) =
                switch steps.unit {
                case .time(let measured, _): ("per_time", "of: \(measured.rawValue), ", length)
                case .points: ("per_points", "", { "\(Percentage(millionths: $0) ?? .zero)%" })
                }
            let first = steps.first.map { ", first: { every: \(every($0.every)), \(worth($0.worth)) }" }
            return [
                "  \(name): { \(of)every: \(every(steps.unit.every)), step: \(steps.counted.rawValue), "
                    + "\(worth(steps.worth))\(first ?? ""), at_most: \(bare(steps.most)) }"
            ]
        }
    }

    private static func condition(_ condition: Schedule.Tier.Condition) -> String {
        switch condition {
        case .below(let bound): "below: \(bound)%"
        case .atOrBelow(let bound): "at_or_below: \(bound)%"
        case .downtimeOver(let length): "downtime_over: \(self.length(length))"
        case .downtimeFrom(let length): "downtime_from: \(self.length(length))"
        }
    }

    private static func worth(_ worth: Schedule.Worth) -> String {
        "\(worth.rate == nil ? "amount" : "rate"): \(bare(worth))"
    }

    private static func bare(_ worth: Schedule.Worth) -> String {
        worth.rate == nil ? "\"\(worth)\"" : worth.description
    }

    private static func credit(_ credit: Terms.Credit) -> [String] {
        var lines = ["credit:", "  on_request: \(credit.onRequest)"] + schedule(credit.schedule)
        switch credit.requestWithin {
        case nil: break
        case .days(let count): lines.append("  request_within_days: \(count)")
        case .workingDays(let count):
            lines.append("  request_within: { working_days: \(count), after: period_end }")
        case .months(let count): lines.append("  request_within: { months: \(count), after: period_end }")
        }
        if let minimum = credit.minimum { lines.append("  minimum: \"\(minimum)\"") }
        lines.append("  vat_treatment: \(credit.vatTreatment.rawValue)")
        if let cap = credit.cap {
            let excess = cap.excess.rawValue
            lines.append(
                "  cap: { rate: \(cap.rate)%, consecutive_days: \(cap.consecutiveDays), excess: \(excess) }")
        }
        return lines
    }

    package static func issuer(_ details: IssuerDetails) -> String {
        let issuer = details.issuer
        let (mentions, accounts) = (issuer.mentions, issuer.accounts)
        var vat: [(key: String, text: String?)] = []
        if let number = issuer.vatNumber { vat.append(("vat_number", number)) }
        if let reason = issuer.exemptionReason {
            vat += [("vat_exemption", nil), ("  reason", reason)]
            if let code = issuer.exemptionCode { vat.append(("  code", code)) }
        }
        let debits = issuer.vatOnDebits ? "vat_on_debits: true\n" : ""
        let vatText = entries(vat) + debits
        return vatText
            + entries([
                ("name", issuer.name), ("siren", issuer.siren),
                ("legal_form", issuer.legalForm), ("registration", issuer.registration),
                ("street", issuer.address.street), ("postcode", issuer.address.postcode),
                ("city", issuer.address.city),
                ("country", issuer.address.country), ("series", details.series.pattern), ("mentions", nil),
                ("  late_payment_fee", mentions.latePaymentFee),
                ("  late_payment_interest", mentions.latePaymentInterest),
                ("  early_payment", mentions.earlyPayment), ("accounts", nil),
                ("  customer", accounts.customer),
                ("  price_reduction", accounts.priceReduction), ("  vat", accounts.vat),
                ("  indemnity", accounts.indemnity),
            ])
    }

    package static func config(_ config: ConfigFile) -> String {
        let texts = [("database", config.database), ("home", config.home), ("output", config.output)]
        let formats = config.formats.map { "formats: [\($0.joined(separator: ", "))]\n" } ?? ""
        return entries(texts.filter { $0.1 != nil }) + formats
    }

    private static func entries(_ entries: [(key: String, text: String?)]) -> String {
        entries.map { "\($0.key):\($0.text.map { " \(quoted($0))" } ?? "")\n" }.joined()
    }

    /// Scalar by scalar: a mark with an accent on it is still a mark.
    private static func quoted(_ text: String) -> String {
        var written = "\"".unicodeScalars
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { written.append("\\") }
            written.append(scalar)
        }
        written.append("\"")
        return String(written)
    }

    private static func clock(_ time: Int64) -> String {
        let minutes = Int(time / Microseconds.perMinute)
        return "\"\(padded(minutes / 60, to: 2)):\(padded(minutes % 60, to: 2))\""
    }
}
