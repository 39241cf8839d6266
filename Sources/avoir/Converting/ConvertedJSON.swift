import Documents
import Intake
import SLA

/// The same for programs.
extension Converted {
    /// The members `messages`, `unmapped` and `counts`.
    func write(to json: inout JSONWriter) {
        json.array("messages") { json in for message in log.all { write(message, to: &json) } }
        json.array("unmapped") { json in
            for object in result.unmapped {
                json.object { json in
                    json.string("object", object.object)
                    json.integer("events", object.events)
                    json.string("file", names[object.place.file])
                    json.integer("line", object.place.line)
                }
            }
        }
        json.object("counts") { json in
            json.integer("records", log.counts.records)
            json.integer("rows", log.counts.rows)
            json.integer("passed_over", log.counts.passedOver)
            json.integer("left_out", log.counts.leftOut)
            json.integer("refused", log.counts.refused)
        }
    }

    private func write(_ message: SourceMessage, to json: inout JSONWriter) {
        json.object { json in
            json.string("code", message.code.rawValue)
            json.string("file", message.file.map { names[$0] })
            json.integer("line", message.line)
            json.string("id", message.id)
            json.string("object", message.object)
            json.string("from", message.from?.utcText)
            json.string("to", message.to?.utcText)
            json.string("text", message.text)
            json.bool("refused", message.code.isRefusal)
        }
    }
}
