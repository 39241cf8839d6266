import Documents
import SLA
import Store

extension VerifyCommand {
    func json(
        _ results: [(month: Month, result: Proof.Result)], _ ledger: LedgerProof, _ files: StoredFiles,
        _ guards: [String]
    ) -> [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.object("ledger") { json in
                    json.integer("notes", ledger.notes)
                    json.integer("audit_entries", ledger.auditEntries)
                    json.integer("anchors_compared", ledger.anchorsCompared)
                    json.strings("faults", ledger.faults)
                    json.array("anchors") { json in
                        for anchor in ledger.anchors {
                            json.object { json in
                                json.string("chain", anchor.chain)
                                json.integer("no", Int(anchor.no))
                                json.string("hash", anchor.hash)
                            }
                        }
                    }
                }
                json.strings("files", files.faults)
                json.strings("guards", guards)
                json.array("months") { json in
                    for (month, result) in results {
                        json.object { json in
                            json.string("month", month.description)
                            json.integer("compared", result.compared)
                            json.array("disagreements") { json in
                                for disagreement in result.disagreements {
                                    Self.write(disagreement, to: &json)
                                }
                            }
                            json.array("zone_data") { json in
                                for verdict in result.zones { Self.write(verdict, to: &json) }
                            }
                        }
                    }
                }
            }
        }
    }

    private static func write(_ verdict: ZoneVerdict, to json: inout JSONWriter) {
        json.object { json in
            json.string("time_zone", verdict.timeZone)
            json.string("judged_by", verdict.judgedBy.description)
            json.string("program", verdict.program.description)
            json.string("database", verdict.database?.description)
            json.integer("revisions", verdict.revisions)
            json.integer("current", verdict.current)
            json.strings("would_differ", verdict.wouldDiffer)
        }
    }

    private static func write(_ disagreement: Proof.Disagreement, to json: inout JSONWriter) {
        json.object { json in
            json.string("subscription", disagreement.subscription)
            json.integer("revision", disagreement.revision)
            json.string("side", disagreement.side)
            json.array("differences") { json in
                for difference in disagreement.differences {
                    json.object { json in
                        json.string("column", difference.column)
                        json.string("stored", difference.value)
                        json.string("found", difference.other)
                    }
                }
            }
        }
    }
}
