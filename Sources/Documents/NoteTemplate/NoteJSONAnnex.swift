extension NoteDocument.Annex {
    func writeMembers(to json: inout JSONWriter) {
        json.text("title", title)
        json.text("subtitle", subtitle)
        json.bool("brief", isBrief)
        json.object("overview", overview) { $0.writeMembers(to: &$1) }
        json.objects("sections", sections) { $0.writeMembers(to: &$1) }
    }
}

extension NoteDocument.Overview {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("explanation", explanation)
        json.object("columns") { columns.writeMembers(to: &$0) }
        json.objects("rows", rows) { $0.writeMembers(to: &$1) }
    }
}

extension NoteDocument.Overview.Line {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("line", line)
        json.text("subscription", subscription)
        json.text("month", month)
        json.text("availability", availability)
        json.text("target", target)
        json.text("rate", rate)
        json.text("base", base)
        json.text("amount", amount)
    }
}

extension NoteDocument.Section {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.integer("line", line)
        json.text("title", title)
        json.objects("steps", steps) { step, json in
            json.text("label", step.label)
            json.text("detail", step.detail)
            json.text("value", step.value)
            json.string("weight", step.weight.rawValue)
        }
        json.text("remark", remark)
        json.object("month", month) { $0.writeMembers(to: &$1) }
        json.object("outages", outages) { $0.writeMembers(to: &$1) }
    }
}

extension MonthPicture {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("title", title)
        json.text("summary", summary)
        json.text("counted", counted)
        json.objects("hours", hours) { hour, json in
            json.integer("hour", hour.hour)
            json.text("label", hour.label)
        }
        json.objects("days", days) { day, json in
            json.text("label", day.label)
            json.text("remark", day.remark)
            json.objects("bars", day.bars) { bar, json in
                json.string("mark", bar.mark.rawValue)
                json.integer("start", Int(bar.start))
                json.integer("end", Int(bar.end))
                json.text("label", bar.label)
            }
            json.text("counted", day.counted)
        }
        json.objects("legend", legend) { mark, json in
            json.string("mark", mark.mark.rawValue)
            json.text("label", mark.label)
        }
    }
}

extension NoteDocument.Outages {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("title", title)
        json.text("label", label)
        json.object("columns") { columns.writeMembers(to: &$0) }
        json.objects("rows", rows) { $0.writeMembers(to: &$1) }
        json.text("remark", remark)
    }
}

extension NoteDocument.Outages.Outage {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("reference", reference)
        json.text("start", start)
        json.text("end", end)
        json.text("notified", notified)
        json.text("counted", counted)
        json.texts("excused", excused)
        json.texts("not_counted", notCounted)
        json.text("summary", summary)
    }
}
