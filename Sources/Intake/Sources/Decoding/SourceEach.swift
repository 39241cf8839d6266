/// Which parts of a JSON document are its records: a path in which every `*` goes through an array.
package struct SourceEach: Hashable, Sendable {
    /// As it was written.
    package let text: String
    /// nil stands for `*`: every element of an array.
    let steps: [SourceStep?]

    /// Throws `SourcePathError` where the text is no such path, or has no `*`.
    package init(_ text: String) throws(SourcePathError) {
        var reader = SourcePathReader(text)
        steps = try reader.readEach()
        self.text = text
        guard steps.contains(nil) else {
            throw SourcePathError(text.count + 1, "needs a * for the array whose elements are the records")
        }
    }

    /// How many arrays it goes through.
    package var stars: Int { steps.count { $0 == nil } }
}
