import ArgumentParser
import Documents
import SLA
import Store

struct NoteTemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Prints the template of PDF notes, to copy and change.",
        discussion: """
            The template is a file in the language of Typst. A changed copy is used for the notes that are issued after \
            the issuer file names it (template: note.typ) and avoir issuer set has read it. \
            docs/reference/note-template.md describes the data that it lays out; --data prints those of one note, so \
            that Typst alone can show what a change looks like.
            """)

    @Option(help: ArgumentHelp("Prints the data of this note instead, as JSON.", valueName: "number"))
    var data: String?
    @Option(help: "The language of the data: fr (default) or en.") var lang: Language?
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if lang != nil, data == nil { throw ValidationError("--lang is for --data") }
    }

    mutating func run() async throws {
        guard let data else { return try Terminal.result(NoteTemplate.builtIn) }
        let session = try Session(options)
        let connection = try await session.open()
        let note = try CreditNotes.note(data, on: connection)
        let months = try CreditedMonths(
            of: [note].filter { $0.lines.count <= NotePage.mostCalculations }, session, connection)
        let logo = try NoteDesigns(connection).of([note])[note.number]?.logo
        let document = NotePage.document(
            note, entries: { months[$0] }, logo: logo, language: lang ?? .french)
        try Terminal.result(NoteJSON.data(document))
    }
}
