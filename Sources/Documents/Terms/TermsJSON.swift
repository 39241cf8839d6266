import SLA

extension TermsSummary {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.string("id", terms.id)
            json.string("version", terms.version)
            json.string("sha256", sha256)
            json.string("title", terms.title)
            json.string("source", terms.source)
            json.string("effective_from", terms.effectiveFrom.description)
            json.string("effective_until", terms.effectiveUntil?.description)
            json.string("time_zone", terms.timeZone)
            json.array("working_week") { json in
                for day in Weekday.allCases where terms.workingWeek.contains(day) {
                    json.string(nil, day.rawValue)
                }
            }
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
            maintenanceNotice(to: &json)
            json.string("basis", terms.availability.basis.rawValue)
            json.termsTarget(terms.availability.target)
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
            for tier in credit.schedule.tiers { json.object { $0.tier(tier) } }
        }
        json.schedule(credit.schedule)
        json.bool("on_request", credit.onRequest)
        requestWithin(credit.requestWithin, to: &json)
        json.string("minimum", credit.minimum?.description)
        json.string("vat_treatment", credit.vatTreatment.rawValue)
        guard let cap = credit.cap else { return json.null("cap") }
        json.object("cap") { json in
            json.percent("rate_percent", cap.rate)
            json.integer("consecutive_days", cap.consecutiveDays)
            json.string("excess", cap.excess.rawValue)
        }
    }

    /// `maintenance_notice` as the file has it; null for none.
    private func maintenanceNotice(to json: inout JSONWriter) {
        switch terms.coverage.maintenanceNotice {
        case nil: json.null("maintenance_notice")
        case .length(let length):
            json.object("maintenance_notice") { $0.seconds("seconds", length) }
        case .workingDays(let count):
            json.object("maintenance_notice") { $0.integer("working_days", count) }
        }
    }

    /// `request_within` as the file has it; null for none.
    private func requestWithin(_ window: RequestWindow?, to json: inout JSONWriter) {
        guard let window else { return json.null("request_within") }
        json.object("request_within") { json in
            switch window {
            case .days(let count): json.integer("days", count)
            case .workingDays(let count): json.integer("working_days", count)
            case .months(let count): json.integer("months", count)
            }
            json.string("after", "period_end")
        }
    }
}
