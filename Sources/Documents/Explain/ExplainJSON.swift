import SLA

extension Explanation {
    /// Why a subscription's month came out as it did, as JSON; described by docs/reference/explain.schema.json.
    package var json: [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.string("schema", "avoir.explain/1")
                json.string("month", entry.facts.month.description)
                json.object("assessment") { $0.members(of: entry) }
                json.object("status") { $0.status(of: entry, today: today[.english]) }
                json.recorded(self)
                json.holds(of: entry)
                json.facts(of: entry.facts)
                json.derived(of: entry)
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func status(of entry: ReportEntry, today: String?) {
        string("sentence", entry.statusSentence)
        string("issued_today", today)
        strings("missing", entry.missingForCredit)
        string("last_day_for_request", entry.statement.credit.requestUntil?.description)
    }

    /// Each hold of the month and its release, in order.
    fileprivate mutating func holds(of entry: ReportEntry) {
        array("holds") { json in
            for event in entry.ledger.holds {
                json.object { $0.members(of: event, in: entry.zone) }
            }
        }
    }

    fileprivate mutating func recorded(_ explanation: Explanation) {
        let time = LocalTime(explanation.entry.zone)
        string("recorded_at", explanation.recordedAt.map(time.rfc3339))
        integer("watermark", explanation.watermark)
        array("earlier_revisions") { json in
            for (revision, difference) in explanation.earlier(LocalText(.english)) {
                json.object { json in
                    json.integer("revision", revision.number)
                    json.string("assessed_at", time.rfc3339(revision.assessedAt))
                    json.string("difference", difference)
                }
            }
        }
    }

    fileprivate mutating func facts(of facts: SubscriptionMonth) {
        array("invoices") { json in
            for line in facts.invoices {
                json.object { json in
                    json.string("invoice", line.invoice)
                    json.string("issued_on", line.issuedOn.description)
                    json.money("amount_excl_tax", line.amount)
                    json.percent("vat_rate_percent", line.vatRate)
                    json.string("currency", line.currency)
                }
            }
        }
        guard let request = facts.request else { return null("request") }
        object("request") { json in
            json.string("requested_on", request.requestedOn.description)
            json.string("reference", request.reference)
        }
    }

    /// What only terms make possible: null without them.
    fileprivate mutating func derived(of entry: ReportEntry) {
        guard let calendar = entry.facts.calendar, let timeline = entry.judgement.timeline else {
            for key in ["terms", "coverage", "evidence", "margins", "reading_decides"] { null(key) }
            return
        }
        let statement = entry.statement
        object("terms") { json in
            json.string("title", calendar.terms.title)
            json.string("source", calendar.terms.source)
            json.string("effective_from", calendar.terms.effectiveFrom.description)
        }
        let makeup = CoverageMakeup(entry.facts, timeline: timeline)
        object("coverage") { $0.members(of: makeup, statement.classes, LocalTime(calendar.zone)) }
        let evidence = Evidence(
            entry.facts, statement: statement, timeline: timeline, terms: calendar.terms)
        object("evidence") { $0.members(of: evidence, LocalTime(calendar.zone)) }
        margins(DistanceToTarget(statement, terms: calendar.terms), statement)
        if let earned = statement.credit.earned, let other = statement.otherEarned {
            bool("reading_decides", !earned.isWorth(other))
        } else {
            null("reading_decides")
        }
    }

    private mutating func members(of evidence: Evidence, _ time: LocalTime) {
        array("outages") { json in
            for outage in evidence.outages {
                json.object { json in
                    json.string("source", outage.split.outage.source)
                    json.string("id", outage.split.outage.id)
                    json.object("within_period") { $0.members(of: outage.within, time) }
                    json.array("excused_by") { json in
                        for use in outage.events {
                            json.object { json in
                                json.members(of: use.event, time)
                                json.seconds("seconds", use.microseconds)
                            }
                        }
                    }
                }
            }
        }
        seconds("excused_yet_counted_seconds", evidence.excusedYetCounted)
        array("without_effect") { json in
            for ineffective in evidence.ineffective {
                json.object { json in
                    json.members(of: ineffective.event, time)
                    json.string("reason", ineffective.reason.rawValue)
                }
            }
        }
    }

    private mutating func members(of event: ExcusableEvent, _ time: LocalTime) {
        string("source", event.source)
        string("id", event.id)
        string("cause", event.cause.rawValue)
        string("outage_source", event.outage?.source)
        string("outage_id", event.outage?.id)
        members(of: event.interval, time)
        string("evidence", event.evidence)
    }

    mutating func members(of interval: Interval, _ time: LocalTime) {
        string("started_at", time.rfc3339(interval.lowerBound))
        string("ended_at", time.rfc3339(interval.upperBound))
    }

    private mutating func margins(_ margins: DistanceToTarget?, _ statement: MonthStatement) {
        guard let margins else { return null("margins") }
        object("margins") { json in
            json.seconds("counted_downtime_seconds", statement.availability.downtime)
            json.seconds("most_downtime_meeting_target_seconds", margins.mostDowntimeMeetingTarget)
            json.condition(margins.tier?.condition, prefix: "tier_")
            guard let next = margins.next else { return json.null("next_tier") }
            json.object("next_tier") { json in
                json.condition(next.condition)
                if let steps = next.earned.steps { json.integer("steps", Int(steps)) }
                json.worth(EarnedBy.Worth(next.earned).stated)
                json.seconds("more_downtime_seconds", next.moreDowntime)
                json.bool("within_reach", next.isWithinReach)
            }
        }
    }
}
