import Documents
import SLA
import Store

extension IssueResult {
    /// A run has one line for a subscription.
    var numberOfSubscription: [String: String] {
        Dictionary(lines.map { ($0.subscription, $0.number) }, uniquingKeysWith: { first, _ in first })
    }

    /// The notes' numbers, in order.
    var numbers: [String] {
        lines.map(\.number).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    var json: [UInt8] { JSONWriter.whole { json in json.object { writeMembers(to: &$0) } } }

    func writeMembers(to json: inout JSONWriter) {
        let numberOfSubscription = numberOfSubscription
        json.string("plan", planName)
        json.string("month", month.description)
        json.string("issue_date", date.description)
        json.bool("dry_run", isDryRun)
        json.strings("only", choice.only)
        json.strings("except", choice.except)
        json.array("credits") { json in
            for credit in plan { write(credit, numberOfSubscription[credit.subscription], to: &json) }
        }
        json.strings("notes", numbers)
        json.string("run_before", before?.run)
        json.strings("notes_before", before?.notes ?? [])
        json.array("refused") { json in
            for entry in refusals {
                json.object { json in
                    json.string("subscription", entry.subscription)
                    json.string("status", entry.status.rawValue)
                    json.string("reason", entry.reason)
                }
            }
        }
        json.array("warnings") { json in
            for warning in warnings {
                json.object { json in
                    json.string("subscription", warning.subscription)
                    json.string("warning", warning.text)
                }
            }
        }
        json.array("anchors") { json in
            for anchor in anchors {
                json.object { json in
                    json.string("chain", anchor.chain)
                    json.integer("no", Int(anchor.no))
                    json.string("hash", anchor.hash)
                }
            }
        }
    }

    private func write(_ credit: PlannedCredit, _ number: String?, to json: inout JSONWriter) {
        json.object { json in
            json.string("subscription", credit.subscription)
            json.string("customer", credit.customer)
            json.string("customer_name", credit.customerName)
            json.integer("revision", credit.revision)
            json.string("outcome", credit.outcome.rawValue)
            json.money("due", credit.due)
            json.money("credit", credit.credit)
            json.money("cut_by_cap", credit.cut)
            json.money("cap", credit.cap)
            json.money("cap_used", credit.used)
            json.string("currency", credit.currency)
            json.string("first_free_date", credit.firstFreeDate?.description)
            json.string("number", number)
            json.strings("missing", credit.missing)
        }
    }
}
