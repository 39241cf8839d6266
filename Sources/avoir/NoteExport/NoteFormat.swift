import ArgumentParser

/// How credit notes are written to files. Source: docs/reference/commands.md "avoir note export".
enum NoteFormat: String, ExpressibleByArgument, CaseIterable {
    case json, ubl, cii, html, pdf, facturx
    /// One file of all the notes.
    case entries, csv

    /// Whether a page is made of each note, in a language.
    var isPage: Bool {
        switch self {
        case .html, .pdf, .facturx: true
        case .json, .ubl, .cii, .entries, .csv: false
        }
    }

    /// Whether all notes go into one file.
    var isOneFile: Bool { self == .entries || self == .csv }

    /// Whether `PDFPrinter` is needed.
    var isPrinted: Bool { self == .pdf || self == .facturx }
}
