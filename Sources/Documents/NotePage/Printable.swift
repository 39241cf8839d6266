package import SLA

extension NotePage {
    /// How many lines a note may have that is laid out as a PDF.
    ///
    /// Some 190 pages, which take 6 seconds of processor time and 0.7 GB of memory; both grow with the lines.
    package static let mostPrintedLines = 2_000

    /// Why a note cannot be laid out as a PDF, with an e-invoice in it (Factur-X) or without.
    package struct Unprintable: Error, Equatable, CustomStringConvertible {
        /// The note's number.
        package var note: String
        package var lines: Int

        package var reason: String {
            "it has \(lines) lines, and a PDF may have at most \(NotePage.mostPrintedLines): "
                + "use html or json to read it, ubl or cii to send it"
        }

        package var description: String { "\(note): \(reason)" }
    }

    /// To be asked before a page is written for printing.
    package static func checkPrintable(_ note: CreditNote) throws(Unprintable) {
        guard fault(of: NoteOutline(note)) == nil else {
            throw Unprintable(note: note.number, lines: note.lines.count)
        }
    }

    /// nil where it can be printed: a plan has no note of more lines.
    static func fault(of note: NoteOutline) -> NoteFault? {
        guard note.lines > mostPrintedLines else { return nil }
        return NoteFault(
            field: .notesPer, rule: nil,
            reason: Unprintable(note: note.number, lines: note.lines).reason)
    }
}
