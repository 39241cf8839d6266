/// The template of PDF files, in the language of Typst: `docs/reference/note-template.md`.
package enum NoteTemplate {
    /// The program's own, to be copied and changed.
    package static var builtIn: [UInt8] { PackageResources.note_typ }

    /// The data of an invented note with all that a note can have, to try a template and a logo on.
    package static func sample(with logo: Logo?) -> [UInt8] {
        let sample = PackageResources.sample_json
        guard let logo else { return sample }
        let picture = ByteStream.whole { stream in
            var json = JSONWriter(to: stream, isOneLine: true)
            json.string(nil, logo.svg)
            stream = json.stream
        }
        return Array(
            String(decoding: sample, as: UTF8.self)
                .replacing("\"logo\":null", with: "\"logo\":" + String(decoding: picture, as: UTF8.self)).utf8
        )
    }
}
