import ArgumentParser

/// The formats that `avoir run` writes: of the report, and of the month's notes.
struct RunFormats: Equatable, Sendable {
    enum Format: String, CaseIterable, Sendable {
        case json, csv, text, html
        case notesJSON = "notes-json"
        case notesHTML = "notes-html"
        case notesCSV = "notes-csv"
        case ubl, cii, pdf, facturx, entries
    }

    let formats: [Format]

    static let standard = RunFormats(formats: [.json, .csv, .text, .notesJSON])
    static let names = Format.allCases.map(\.rawValue)

    private init(formats: [Format]) { self.formats = formats }

    /// Why a list of formats is none.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    init(names: [String]) throws(Refusal) {
        var formats: [Format] = []
        for name in names {
            guard let format = Format(rawValue: name) else {
                throw Refusal(
                    description:
                        "unknown format \(name); the formats are \(Self.names.joined(separator: ", "))")
            }
            if !formats.contains(format) { formats.append(format) }
        }
        guard !formats.isEmpty else { throw Refusal(description: "no format is named") }
        guard !formats.contains(.pdf) || !formats.contains(.facturx) else {
            throw Refusal(
                description:
                    "pdf and facturx write the same file: name only one of them; facturx is the PDF with the e-invoice in it"
            )
        }
        self.formats = formats
    }

    var reports: [ReportFormatName] { formats.compactMap(\.report) }
    var notes: [NoteFormat] { formats.compactMap(\.note) }
    var hasPages: Bool {
        formats.contains(.html) || formats.contains(.text) || notes.contains(where: \.isPage)
    }
    var hasTables: Bool { formats.contains(.csv) || formats.contains(.notesCSV) }
    var arePrinted: Bool { notes.contains(where: \.isPrinted) }
}

extension RunFormats.Format {
    fileprivate var report: ReportFormatName? {
        switch self {
        case .json: .json
        case .csv: .csv
        case .text: .text
        case .html: .html
        default: nil
        }
    }

    fileprivate var note: NoteFormat? {
        switch self {
        case .json, .csv, .text, .html: nil
        case .notesJSON: .json
        case .notesHTML: .html
        case .notesCSV: .csv
        case .ubl: .ubl
        case .cii: .cii
        case .pdf: .pdf
        case .facturx: .facturx
        case .entries: .entries
        }
    }
}
