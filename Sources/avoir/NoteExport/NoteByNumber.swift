import Messages
import Postgres
import SLA
import Store

extension CreditNotes {
    /// Throws a `Failure` when there is no such note.
    static func note(_ number: String, on connection: Connection) throws -> CreditNote {
        guard let note = try list(NoteFilter(numbers: [number]), on: connection).first else {
            throw Failure.noNote(number)
        }
        return note
    }
}

extension Failure {
    static func noNote(_ number: String) -> Failure {
        Failure(.failure, "there is no note \(TerminalText.safe(number)); see: avoir note list")
    }
}
