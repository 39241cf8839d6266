import SLA

extension MonthBudget {
    /// Source: docs/reference/budget.schema.json.
    package var json: [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.string("schema", "avoir.budget/1")
                json.string("month", month.description)
                json.string("at", time.rfc3339(instant))
                json.bool("over", isOver)
                json.array("subscriptions") { json in
                    for entry in entries { json.object { $0.members(of: entry) } }
                }
                json.object("totals") { $0.totals(of: self) }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of entry: BudgetEntry) {
        let statement = entry.statement
        string("subscription", entry.facts.subscription)
        string("customer", entry.facts.customer)
        string("customer_name", entry.customerName)
        string("service", entry.facts.service)
        string("standing", entry.standing.rawValue)
        if let calendar = entry.facts.calendar {
            object("terms") { json in
                json.string("id", calendar.terms.id)
                json.string("version", calendar.terms.version)
            }
            object("period") { json in
                let time = LocalTime(calendar.zone)
                json.string("from", time.rfc3339(statement.period.lowerBound))
                json.string("to", time.rfc3339(statement.period.upperBound))
                json.string("time_zone", calendar.terms.timeZone)
            }
            object("availability") { json in
                json.string("basis", statement.basis.rawValue)
                json.string("percent", statement.availability.percentText)
                json.seconds("downtime_seconds", statement.availability.downtime)
                json.seconds("unnotified_seconds", statement.classes.unnotifiedDowntime)
                json.seconds("of_seconds", statement.availability.base)
                json.target(statement.target)
                json.bool("met", statement.isMet)
            }
        } else {
            for key in ["terms", "period", "availability"] { null(key) }
        }
        budget(of: entry)
        cost(of: entry)
        array("open_outages") { json in
            let time = LocalTime(entry.facts.calendar?.zone ?? .utc)
            for outage in entry.open {
                json.object { json in
                    json.string("source", outage.source)
                    json.string("id", outage.id)
                    json.string("started_at", time.rfc3339(outage.startedAt))
                }
            }
        }
    }

    private mutating func budget(of entry: BudgetEntry) {
        if let budget = entry.statement.budget {
            object("budget") { json in
                json.seconds("allowed_seconds", budget.allowed)
                json.seconds("used_seconds", budget.used)
                json.seconds("remaining_seconds", budget.left)
                json.string("used_percent", budget.usedPercentText)
            }
        } else {
            null("budget")
        }
        array("tiers") { json in
            for (tier, budget) in entry.tiers {
                json.object { json in
                    json.tier(tier)
                    json.seconds("allowed_seconds", budget.allowed)
                    json.seconds("remaining_seconds", budget.left)
                    json.bool("reached", budget.left < 0)
                }
            }
        }
    }

    private mutating func cost(of entry: BudgetEntry) {
        object("cost") { json in
            json.percent("rate_percent", entry.statement.credit.earned?.percentage)
            json.money("base", entry.base?.amount)
            json.string("base_month", entry.base?.month.description)
            json.money("amount", entry.cost)
            json.string("currency", entry.base?.currency)
            json.bool("on_request", entry.isOnRequest)
        }
    }

    fileprivate mutating func totals(of budget: MonthBudget) {
        integer("subscriptions", budget.entries.count)
        for standing in BudgetEntry.Standing.allCases { integer(standing.rawValue, budget.count(standing)) }
        integer("open_outages", budget.openOutages)
        object("cost_amounts") { json in
            for (currency, amount) in budget.costs.inOrder { json.money(currency, amount) }
        }
        integer("without_invoice", budget.withoutInvoice)
    }
}
