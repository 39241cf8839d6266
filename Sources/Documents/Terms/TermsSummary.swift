package import SLA

/// What a version of terms means, for `terms check`, `list` and `show`.
package struct TermsSummary: Sendable {
    package var terms: Terms
    /// Of the file, in hexadecimal.
    package var sha256: String

    package init(terms: Terms, sha256: String) {
        self.terms = terms
        self.sha256 = sha256
    }

    /// A few aligned lines.
    package var text: String {
        var table = Table([.left, .left])
        table.add(["terms", "\(terms.id) version \(terms.version)"])
        table.add(["title", terms.title])
        table.add(["source", terms.source])
        table.add(["effective from", terms.effectiveFrom.description])
        table.add(["time zone", terms.timeZone])
        table.add(["coverage", coverage])
        table.add(["not covered", exclusions])
        table.add(["target", target])
        table.add(["excusable", terms.excusable.map(\.rawValue).joined(separator: ", ")])
        table.add(["credit", credit])
        table.add(["sha256", sha256])
        return table.lines().map { $0 + "\n" }.joined()
    }

    package var json: [UInt8] {
        JSONWriter.whole { write(to: &$0) }
    }

    package static func json(of versions: [TermsSummary]) -> [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.array("terms") { json in
                    for version in versions { version.write(to: &json) }
                }
            }
        }
    }

    /// One line a version.
    package static func table(of versions: [TermsSummary]) -> String {
        guard !versions.isEmpty else { return "no terms are stored; add a file with: avoir terms add FILE\n" }
        var table = Table([.left, .left, .left, .left, .left])
        table.add(["TERMS", "VERSION", "EFFECTIVE FROM", "TARGET", "TITLE"])
        for version in versions {
            let terms = version.terms
            table.add([
                terms.id, terms.version, terms.effectiveFrom.description,
                terms.availability.target.map { "\($0) %" } ?? "none", terms.title,
            ])
        }
        return table.lines().map { $0 + "\n" }.joined()
    }

    /// Monday's windows, and so on, days with the same windows together.
    private var coverage: String {
        let windows = Dictionary(grouping: terms.coverage.weekly, by: \.day)
        var groups: [(days: [Weekday], hours: String)] = []
        for day in Weekday.allCases {
            guard let windows = windows[day] else { continue }
            let hours = windows.sorted { $0.from < $1.from }.map {
                "\(Self.time($0.from))–\(Self.time($0.to))"
            }.joined(separator: ", ")
            if let last = groups.indices.last, groups[last].hours == hours {
                groups[last].days.append(day)
            } else {
                groups.append(([day], hours))
            }
        }
        return groups.map { "\($0.days.map(\.rawValue).joined(separator: " ")) \($0.hours)" }
            .joined(separator: "; ")
    }

    private var exclusions: String {
        let excluded =
            (terms.coverage.excludesPublicHolidays ? ["public holidays"] : [])
            + (terms.coverage.excludesPlannedMaintenance ? ["planned maintenance"] : [])
        return excluded.isEmpty ? "nothing excluded" : excluded.joined(separator: ", ")
    }

    private var target: String {
        let availability = terms.availability
        guard let target = availability.target else { return "none: measured, never credited" }
        let notification =
            availability.notificationRequired
            ? "counted from \(availability.countedFrom == .notification ? "notification" : "outage start"), "
                + "notification required"
            : "notification not required"
        return
            "\(target) % of \(availability.basis == .coverage ? "covered time" : "the whole month"); \(notification)"
    }

    private var credit: String {
        guard let credit = terms.credit else { return "none" }
        let tiers = credit.tiers.map { "below \($0.below) %: \($0.rate) %" }.joined(separator: ", ")
        let request =
            credit.onRequest
            ? "on request" + (credit.requestWithinDays.map { " within \($0) days" } ?? "")
            : "without request"
        let cap =
            credit.cap.map {
                "; at most \($0.rate) % in \($0.consecutiveDays) days, the excess is \($0.excess.rawValue)"
            } ?? ""
        return "\(tiers); \(request); VAT: \(credit.vatTreatment.rawValue)\(cap)"
    }

    private static func time(_ microseconds: Int64) -> String {
        let minutes = Int(microseconds / Microseconds.perMinute)
        return "\(padded(minutes / 60, to: 2)):\(padded(minutes % 60, to: 2))"
    }
}

extension TermsSummary {
    private func write(to json: inout JSONWriter) {
        json.object { json in
            json.string("id", terms.id)
            json.string("version", terms.version)
            json.string("sha256", sha256)
            json.string("title", terms.title)
            json.string("source", terms.source)
            json.string("effective_from", terms.effectiveFrom.description)
            json.string("time_zone", terms.timeZone)
            json.array("weekly") { json in
                for window in terms.coverage.weekly {
                    json.object { json in
                        json.string("day", window.day.rawValue)
                        json.string("from", Self.time(window.from))
                        json.string("to", Self.time(window.to))
                    }
                }
            }
            json.bool("excludes_public_holidays", terms.coverage.excludesPublicHolidays)
            json.bool("excludes_planned_maintenance", terms.coverage.excludesPlannedMaintenance)
            json.string("basis", terms.availability.basis.rawValue)
            json.percent("target_percent", terms.availability.target)
            json.bool("notification_required", terms.availability.notificationRequired)
            json.string("counted_from", terms.availability.countedFrom.rawValue)
            json.array("excusable") { json in
                for cause in terms.excusable { json.string(nil, cause.rawValue) }
            }
            guard let credit = terms.credit else { return json.null("credit") }
            json.object("credit") { write(credit, to: &$0) }
        }
    }

    private func write(_ credit: Terms.Credit, to json: inout JSONWriter) {
        json.array("tiers") { json in
            for tier in credit.tiers {
                json.object { json in
                    json.percent("below_percent", tier.below)
                    json.percent("rate_percent", tier.rate)
                }
            }
        }
        json.bool("on_request", credit.onRequest)
        json.integer("request_within_days", credit.requestWithinDays)
        json.string("vat_treatment", credit.vatTreatment.rawValue)
        guard let cap = credit.cap else { return json.null("cap") }
        json.object("cap") { json in
            json.percent("rate_percent", cap.rate)
            json.integer("consecutive_days", cap.consecutiveDays)
            json.string("excess", cap.excess.rawValue)
        }
    }
}
