import Documents
import SLA
import Store

extension RunCommand {
    func text(
        _ assessed: Assess.Outcome, _ issue: IssueResult, _ takenUp: [TakenUpMonth], _ files: [String],
        in folder: String?, _ changed: Bool
    ) -> String {
        var lines = ["avoir run \(month)", ""]
        var table = Table([.left, .right])
        table.add(["subscriptions", String(assessed.assessed)])
        table.add(["target met", String(assessed.met)])
        table.add(["target missed", String(assessed.breached)])
        table.add(["new or revised assessments", String(assessed.new + assessed.revised.count)])
        table.add(["changed after issue", String(assessed.changedAfterIssue.count)])
        lines += table.lines()
        if !changed { lines += ["", "Nothing changed since the last run."] }
        lines += ["", issue.text(in: .english)]
        let taken = takenUp.flatMap(\.lines)
        if !taken.isEmpty { lines += ["Of the months before:"] + taken.map { "  \($0)" } + [""] }
        if let folder {
            lines += ["\(files.count) \(files.count == 1 ? "file" : "files") written to \(folder)"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    func json(
        _ assessed: Assess.Outcome, _ issue: IssueResult, _ takenUp: [TakenUpMonth],
        _ written: NoteExport.Written, _ changed: Bool
    ) -> [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.string("month", month.description)
                json.bool("changed", changed)
                json.integer("assessed", assessed.assessed)
                json.integer("new", assessed.new)
                json.integer("revised", assessed.revised.count)
                json.integer("changed_after_issue", assessed.changedAfterIssue.count)
                json.string("issue_date", issue.date.description)
                json.strings("notes", issue.numbers)
                json.array("undecided") { json in
                    for credit in issue.plan where credit.outcome == .undecided {
                        json.string(nil, credit.subscription)
                    }
                }
                json.array("taken_up") { json in
                    for month in takenUp { json.object { month.writeMembers(to: &$0) } }
                }
                written.writeMembers(to: &json)
            }
        }
    }
}
