import ArgumentParser
import Documents
import Messages

/// The options of documents that people read.
struct DocumentOptions: ParsableArguments {
    @Option(help: "The language of what people read: fr or en. Notes are French by default.") var lang:
        Language?
    @Option(
        help: ArgumentHelp(
            "For csv: point, or comma for a French Excel (with semicolons and a byte order mark).",
            valueName: "mark"))
    var decimal: DecimalMark?

    enum DecimalMark: String, ExpressibleByArgument, CaseIterable {
        case point, comma
    }

    /// Of notes, which are a French issuer's documents.
    var language: Language { lang ?? .french }
    var dialect: CSVDialect { decimal == .comma ? .french : .standard }

    /// An option without effect is refused, because its user expects one.
    func check(hasPages: Bool, hasTables: Bool) throws {
        if lang != nil, !hasPages {
            throw ValidationError("--lang is for text and pages: text, html, pdf, facturx")
        }
        if decimal != nil, !hasTables { throw ValidationError("--decimal is for csv") }
    }
}

extension Language: ExpressibleByArgument {}

/// The formats of the report, as options name them.
enum ReportFormatName: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, html
}

extension DocumentOptions {
    /// - Parameter ink: of a text that a terminal shows.
    func format(_ format: ReportFormatName, in language: Language, _ ink: Ink = .plain) -> ReportFormat {
        switch format {
        case .text: .text(language, in: ink)
        case .json: .json
        case .csv: .csv(dialect)
        case .html: .html(language)
        }
    }
}
