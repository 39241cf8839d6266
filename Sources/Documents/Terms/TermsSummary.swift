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
        if let last = terms.effectiveUntil { table.add(["effective until", "\(last), included"]) }
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
                terms.availability.target.map(Self.target) ?? "none", terms.title,
            ])
        }
        return table.lines().map { $0 + "\n" }.joined()
    }

    private var coverage: String {
        terms.coverage.weeklyGroups.map { days, windows in
            let hours = windows.map { "\(Self.time($0.lowerBound))–\(Self.time($0.upperBound))" }
            return "\(days.map(\.rawValue).joined(separator: " ")) \(hours.joined(separator: ", "))"
        }.joined(separator: "; ")
    }

    private var exclusions: String {
        let excluded =
            (terms.coverage.excludesPublicHolidays ? ["public holidays"] : [])
            + (terms.coverage.excludesPlannedMaintenance ? ["planned maintenance\(notice)"] : [])
        return excluded.isEmpty ? "nothing excluded" : excluded.joined(separator: ", ")
    }

    private var notice: String {
        switch terms.coverage.maintenanceNotice {
        case nil: ""
        case .length(let length): ", announced \(DurationText.words(length)) before"
        case .workingDays(let count):
            ", announced \(count) working \(count == 1 ? "day" : "days") (\(week)) before"
        }
    }

    private var week: String {
        Weekday.allCases.filter(terms.workingWeek.contains).map(\.rawValue).joined(separator: " ")
    }

    private func within(_ window: RequestWindow) -> String {
        switch window {
        case .days(let count): " within \(count) days"
        case .workingDays(let count): " within \(count) working \(count == 1 ? "day" : "days") (\(week))"
        case .months(let count): " by the end of the \(count == 1 ? "month" : "\(count) months") after"
        }
    }

    private var target: String {
        let availability = terms.availability
        guard let target = availability.target else { return "none: measured, never credited" }
        let notification =
            availability.notificationRequired
            ? "counted from \(availability.countedFrom == .notification ? "notification" : "outage start"), "
                + "notification required"
            : "notification not required"
        let basis =
            switch availability.basis {
            case .coverage: "covered time"
            case .calendar: "the whole month"
            case .coverageLessExcused: "covered time less excused time"
            }
        if case .downtimeAtMost = target {
            return "\(Self.target(target)), measured against \(basis); \(notification)"
        }
        return "\(Self.target(target)) of \(basis); \(notification)"
    }

    private var credit: String {
        guard let credit = terms.credit else { return "none" }
        let schedule = Self.schedule(credit.schedule, LocalText(.english))
        let request =
            credit.onRequest
            ? "on request" + (credit.requestWithin.map(within) ?? "")
            : "without request"
        let cap =
            credit.cap.map {
                "; at most \($0.rate) % in \($0.consecutiveDays) days, the excess is \($0.excess.rawValue)"
            } ?? ""
        let minimum = credit.minimum.map { "; nothing below \($0)" } ?? ""
        return "\(schedule); \(request); VAT: \(credit.vatTreatment.rawValue)\(minimum)\(cap)"
    }

    static func time(_ microseconds: Int64) -> String {
        let minutes = Int(microseconds / Microseconds.perMinute)
        return "\(padded(minutes / 60, to: 2)):\(padded(minutes % 60, to: 2))"
    }
}
