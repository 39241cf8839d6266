import Postgres
import SLA
import Store

extension CreditNote {
    /// What somebody should know before the note is sent.
    func warnings(on connection: Connection) throws -> [String] {
        guard let line = commercial else { return [] }
        var warnings: [String] = []
        let alike = try CommercialIssuing.alike(self, on: connection)
        if !alike.isEmpty {
            let numbers = alike.joined(separator: ", ")
            warnings.append(
                "\(numbers) has the same amount and reason, and stands: the command may have been given twice"
            )
        }
        let (credited, due) = try CommercialIssuing.underTheTerms(line, on: connection)
        if max(credited, due) + line.commercial + line.net > line.invoiced {
            warnings.append(
                "\(max(credited, due)) under the terms and \(line.commercial + line.net) by commercial notes are more than "
                    + "the \(line.invoiced) invoiced: this note does not reduce what the terms give")
        }
        return warnings
    }
}
