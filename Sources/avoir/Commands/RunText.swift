import Documents
import SLA
import Store

extension RunCommand {
    func text(
        _ assessed: Assess.Outcome, _ issue: IssueResult, _ takenUp: [TakenUpMonth], _ files: [String],
        in folder: String?, _ changed: Bool, _ language: Language
    ) -> String {
        let text = LocalText(language)
        var lines = ["avoir run \(month)", ""]
        var table = Table([.left, .right])
        for (name, count) in [
            (text.pick("abonnements", "subscriptions"), assessed.assessed),
            (text.pick("objectif atteint", "target met"), assessed.met),
            (text.pick("objectif manqué", "target missed"), assessed.breached),
            (
                text.pick("calculs nouveaux ou révisés", "new or revised assessments"),
                assessed.new + assessed.revised.count
            ),
            (text.pick("modifiés après émission", "changed after issue"), assessed.changedAfterIssue.count),
        ] {
            table.add([name, text.pick(text.integer(count), String(count))])
        }
        lines += table.lines()
        if !changed {
            lines += [
                "",
                text.pick(
                    "Rien n’a changé depuis la dernière exécution.", "Nothing changed since the last run."),
            ]
        }
        lines += ["", issue.text(in: language)]
        let taken = takenUp.flatMap { $0.lines(text) }
        if !taken.isEmpty {
            lines +=
                [text.say("Des mois précédents :", "Of the months before:")] + taken.map { "  \($0)" } + [""]
        }
        if let folder {
            lines += [
                text.pick(
                    files.count > 1
                        ? "\(files.count) fichiers écrits dans \(folder)"
                        : "\(files.count) fichier écrit dans \(folder)",
                    "\(files.count) \(files.count == 1 ? "file" : "files") written to \(folder)")
            ]
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
