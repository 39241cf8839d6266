/// The template of PDF files, in the language of Typst: `docs/reference/note-template.md`.
package enum NoteTemplate {
    /// The program's own, to be copied and changed.
    package static var builtIn: [UInt8] { PackageResources.note_typ }

    /// The data of an invented note with all that a note can have, to try a template on.
    package static var sample: [UInt8] { PackageResources.sample_json }
}
