package import SLA

extension NotePage {
    /// How many lines a note may have that is laid out on paper.
    ///
    /// Some 250 pages, which take a minute of processor time and 1 GB of memory.
    package static let mostPrintedLines = 2_000

    /// Why a note cannot be laid out on paper, for PDF and Factur-X.
    package struct Unprintable: Error, Equatable, CustomStringConvertible {
        /// The note's number.
        package var note: String
        package var lines: Int

        package var reason: String {
            "it has \(lines) lines, and a PDF may have at most \(NotePage.mostPrintedLines): "
                + "use html to read it, ubl or cii to send it"
        }

        package var description: String { "\(note): \(reason)" }
    }

    package static func checkPrintable(_ note: CreditNote) throws(Unprintable) {
        guard note.lines.count <= mostPrintedLines else {
            throw Unprintable(note: note.number, lines: note.lines.count)
        }
    }
}
