import Documents
import Messages
import Postgres
import SLA
import Store

/// A reversal before it has a number, held against every rule of every format.
struct PlannedReversal {
    private let note: CreditNote
    private let reversal: NoteOutline?

    /// - Parameter number: of the note that it cancels.
    init(of number: String, on date: LocalDate, _ connection: Connection) throws {
        let note = try CreditNotes.note(number, on: connection)
        self.note = note
        reversal = try IssuerVersion.current(connection).map { _, version in
            NoteOutline(
                reversing: note, as: version.provisionalNumber(on: date), on: date, by: version.issuer)
        }
    }

    /// Throws a `Failure` where a format could not state it.
    ///
    /// Without an issuer, and of a note that is reversed already or a reversal itself, the ledger has the word.
    func check() throws {
        guard note.kind == .credit, note.reversedBy == nil, let reversal else { return }
        let sentences = reversal.faults.filter { !$0.isWarning }.map(\.sentence)
        guard !sentences.isEmpty else { return }
        let customer = "\(note.customer) (\(note.content.customer.name))"
        throw Failure(
            .inputRejected,
            TerminalText.safe(
                "\(note.number) of \(customer) cannot be reversed: \(sentences.joined(separator: "; "))"))
    }
}
