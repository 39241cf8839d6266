package import SLA

extension RevisionHistory {
    /// The same as the text for programs; described by docs/reference/history.schema.json.
    package var json: [UInt8] {
        let time = LocalTime(zone)
        return JSONWriter.whole { json in
            json.object { json in
                json.string("schema", "avoir.history/1")
                json.string("subscription", subscription)
                json.string("month", month.description)
                json.string("service", service)
                json.string("customer", customer)
                json.string("customer_name", customerName)
                json.array("revisions") { json in
                    for revision in revisions {
                        json.object { json in
                            json.integer("revision", revision.number)
                            json.string("assessed_at", time.rfc3339(revision.assessedAt))
                            json.string("assessed_by", revision.by)
                            json.members(of: revision.result)
                            json.array("causes") { json in
                                for cause in revision.causes { json.object { $0.members(of: cause, time) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of result: RevisionHistory.Result) {
        string("terms", result.terms)
        string("status", result.status.rawValue)
        string("availability_percent", result.availability.percentText)
        seconds("counted_downtime_seconds", result.availability.downtime)
        seconds("of_seconds", result.availability.base)
        percent("target_percent", result.target?.percentage)
        bool("met", result.isMet)
        percent("rate_percent", result.earned?.percentage)
        money("base", result.base)
        money("amount", result.amount)
        string("currency", result.currency)
    }

    fileprivate mutating func members(of cause: RevisionHistory.Cause, _ time: LocalTime) {
        switch cause {
        case .facts(let source, let kind, let facts):
            string("cause", "facts")
            members(of: source, time)
            string("kind", kind.rawValue)
            array("facts") { json in
                for (effect, fact) in facts {
                    json.object { json in
                        json.string("effect", effect.rawValue)
                        ChangeText(zone: time.zone).members(of: fact, to: &json)
                    }
                }
            }
        case .terms(let source, let id, let version, let day):
            string("cause", "terms")
            members(of: source, time)
            string("terms", id)
            string("version", version)
            string("effective_from", day.description)
        case .zone(let name, let before, let after):
            string("cause", "time_zone_data")
            string("time_zone", name)
            string("before", before.description)
            string("after", after.description)
        case .monthOver: string("cause", "month_over")
        case .program(let before, let after):
            string("cause", "program")
            string("before", before)
            string("after", after)
        }
    }

    private mutating func members(of source: RevisionHistory.Source, _ time: LocalTime) {
        integer("import", source.batch)
        string("file", source.file)
        string("imported_by", source.by)
        string("imported_at", time.rfc3339(source.at))
        integer("takes_back", source.undoes)
    }
}
