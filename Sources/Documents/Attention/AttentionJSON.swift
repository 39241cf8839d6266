import SLA

extension Attention {
    /// For programs; described by docs/reference/status.schema.json.
    package var json: [UInt8] {
        let time = LocalTime(zone)
        return JSONWriter.whole { json in
            json.object { json in
                json.string("schema", "avoir.status/1")
                json.string("at", time.rfc3339(now))
                json.array("needs") { json in
                    for need in needs(in: .english) {
                        json.object { json in
                            json.string("what", need.what)
                            json.string("remedy", need.remedy)
                        }
                    }
                }
                json.array("months") { json in
                    for month in months { json.object { members(of: month, time, &$0) } }
                }
                json.array("late_requests") { json in
                    for request in lateRequests {
                        json.object { json in
                            json.string("month", request.month.description)
                            json.string("subscription", request.subscription)
                            json.string("customer_name", request.customerName)
                            json.string("requested_on", request.requestedOn.description)
                            json.string("imported_at", time.rfc3339(request.importedAt))
                        }
                    }
                }
                json.array("open_outages") { json in
                    for outage in openOutages {
                        json.object { json in
                            json.string("source", outage.source)
                            json.string("id", outage.id)
                            json.string("scope", outage.scope)
                            json.string("started_at", time.rfc3339(outage.startedAt))
                            json.seconds("open_seconds", now.microseconds - outage.startedAt.microseconds)
                            json.string("summary", outage.summary)
                        }
                    }
                }
                json.array("feeds") { json in
                    for feed in feeds {
                        json.object { json in
                            json.string("kind", feed.kind.rawValue)
                            json.string("source", feed.source)
                            json.string("last_import", time.rfc3339(feed.lastImport))
                            json.string("last_event", feed.lastEvent.map(time.rfc3339))
                            json.bool("late", maxAge.map { _ in isLate(feed) })
                        }
                    }
                }
                arrivals(time, &json)
            }
        }
    }

    private func arrivals(_ time: LocalTime, _ json: inout JSONWriter) {
        json.array("refused_rows") { json in
            for rows in refusedRows {
                json.object { json in
                    json.integer("batch", rows.batch)
                    json.string("kind", rows.kind)
                    json.string("file", rows.file)
                    json.string("imported_at", time.rfc3339(rows.at))
                    json.string("imported_by", rows.by)
                    json.integer("rows", rows.count)
                }
            }
        }
        json.array("plans") { json in
            for plan in plans {
                json.object { json in
                    json.string("plan", plan.plan)
                    json.string("month", plan.month.description)
                    json.integer("notes", plan.notes)
                    json.string("commercial", plan.subscription)
                    json.string("saved_at", time.rfc3339(plan.savedAt))
                    json.string("saved_by", plan.savedBy)
                    json.string("approved_by", plan.approvedBy)
                }
            }
        }
        json.object("ledger") { json in
            json.string("verified_at", verified?.at)
            json.string("verified", verified?.scope)
            json.integer("faults", verified?.faults)
            json.string("anchored_at", anchors.last)
            json.strings("anchors_missing", anchors.missing)
        }
    }

    private func members(of month: MonthAttention, _ time: LocalTime, _ json: inout JSONWriter) {
        json.string("month", month.month.description)
        json.bool("over", month.isOver)
        json.string("assessed_at", month.assessed.map { time.rfc3339($0.at) })
        json.string("assessed_by", month.assessed?.by)
        json.string("issued_at", month.issued.map { time.rfc3339($0.at) })
        json.string("issued_by", month.issued?.by)
        json.bool("new_facts", month.hasNewFacts)
        json.array("credits") { json in
            for status in CreditStatus.allCases {
                guard let credits = month.credits[status] else { continue }
                json.object { json in
                    json.string("status", status.rawValue)
                    json.integer("count", credits.count)
                    json.object("amounts") { json in
                        for (currency, amount) in credits.amounts.inOrder { json.money(currency, amount) }
                    }
                    json.string("first_deadline", credits.firstDeadline?.description)
                    json.integer(
                        "days_left",
                        credits.firstDeadline.map { $0.daysSinceEpoch - zone.day(of: now).daysSinceEpoch })
                }
            }
        }
        json.integer("undecided", month.undecided)
        json.integer("has_room", month.hasRoom)
        json.integer("incomplete", month.incomplete)
    }
}
