import Messages
import SLA
import Store

/// How a month is to be issued.
struct IssueRequest {
    /// nil: today.
    var date: LocalDate?
    /// Of the run: the same name again issues nothing more.
    var name: String?
    var isDryRun = false
    /// Whether the cap may cut: only a person decides that (R13).
    var allowsCuts: Bool
    var choice = CreditChoice.everyone
    /// The later month whose batch takes this one up.
    var batch: Month?
    /// Exactly this plan, or nothing.
    var plan: SavedPlan?
    /// A batch, which no person watches: where an approval is needed it leaves the credits to one.
    var isUnattended = false
}

extension CreditChoice {
    /// As a shell takes it, after a space.
    var options: String {
        [("only", only), ("except", except)].map { option, names in
            let quoted = (names ?? []).map { name in
                let isPlain = name.unicodeScalars.allSatisfy {
                    $0.isASCII
                        && ($0.properties.isAlphabetic || $0.properties.numericType != nil
                            || "-_./".unicodeScalars.contains($0))
                }
                return isPlain ? name : "'\(name.replacing("'", with: #"'\''"#))'"
            }
            return quoted.isEmpty ? "" : " --\(option) \(TerminalText.safe(quoted.joined(separator: " ")))"
        }.joined()
    }
}
