import SLA

extension Simulation {
    /// Source: docs/reference/simulation.schema.json.
    package var json: [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.string("schema", "avoir.simulation/1")
                json.string("from", months.first?.description)
                json.string("to", months.last?.description)
                json.bool("before_cap", true)
                json.array("terms") { json in
                    for terms in terms {
                        json.object { json in
                            json.string("id", terms.id)
                            json.string("version", terms.version)
                            json.string("effective_from", terms.effectiveFrom.description)
                        }
                    }
                }
                json.array("not_in_effect") { json in
                    for (month, terms) in notInEffect {
                        json.object { json in
                            json.string("month", month.description)
                            json.string("terms", terms)
                        }
                    }
                }
                json.integer("judged", judged)
                json.integer("under_other_terms", underOthers)
                json.object("total") { $0.members(of: total) }
                json.array("months") { json in
                    for month in months { json.object { $0.members(of: month, in: self) } }
                }
                json.array("customers") { json in
                    for (customer, sums) in customersInOrder {
                        json.object { json in
                            json.string("customer", customer)
                            json.string("customer_name", name(of: customer))
                            json.members(of: sums)
                        }
                    }
                }
                json.array("subscriptions") { json in
                    for row in rows { json.object { $0.members(of: row) } }
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of sums: SimulatedSums) {
        integer("own_credits", sums.ownCredits)
        integer("other_credits", sums.otherCredits)
        integer("without_invoice", sums.withoutInvoice)
        object("amounts") { json in
            for (currency, sum) in sums.inOrder {
                json.object(currency) { json in
                    json.money("own", sum.own)
                    json.money("other", sum.other)
                    json.money("difference", sum.difference)
                    json.money("own_only_if_asked", sum.ownIfAsked)
                    json.money("other_only_if_asked", sum.otherIfAsked)
                }
            }
        }
    }

    fileprivate mutating func members(of month: Month, in simulation: Simulation) {
        string("month", month.description)
        members(of: simulation.byMonth[month] ?? SimulatedSums())
        array("tiers") { json in
            for (worth, tier) in simulation.tiersInOrder(month) {
                json.object { json in
                    json.percent("rate_percent", worth.percentage)
                    json.integer("own_credits", tier.own)
                    json.integer("other_credits", tier.other)
                    json.object("amounts") { json in
                        for (currency, sum) in tier.inOrder {
                            json.object(currency) { json in
                                json.money("own", sum.own)
                                json.money("other", sum.other)
                            }
                        }
                    }
                }
            }
        }
    }

    fileprivate mutating func members(of row: SimulatedMonth) {
        string("month", row.month.description)
        string("subscription", row.subscription)
        string("customer", row.customer)
        string("customer_name", row.customerName)
        string("service", row.service)
        string("currency", row.currency)
        money("difference", row.difference)
        object("own") { $0.members(of: row.own) }
        object("other") { $0.members(of: row.other) }
    }

    private mutating func members(of credit: SimulatedCredit) {
        if let terms = credit.terms {
            object("terms") { json in
                json.string("id", terms.id)
                json.string("version", terms.version)
            }
        } else {
            null("terms")
        }
        string("availability_percent", credit.availability.percentText)
        bool("met", credit.isMet)
        percent("rate_percent", credit.earned.percentage)
        string("status", credit.status.rawValue)
        money("amount", credit.amount)
        bool("only_if_asked", credit.isOnlyIfAsked)
    }
}
