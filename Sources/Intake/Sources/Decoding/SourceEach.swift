/// Which parts of a JSON document are its records: a path in which every `*` goes through an array.
package struct SourceEach: Hashable, Sendable {
    enum Step: Hashable, Sendable {
        case name([UInt8])
        /// The element of an array, counted from 1.
        case element(Int)
        /// `*`: every element of an array.
        case every
    }

    /// As it was written.
    package let text: String
    let steps: [Step]

    /// Throws `SourcePathError` where the text is no such path, or has no `*`.
    package init(_ text: String) throws(SourcePathError) {
        var reader = SourcePathReader(text)
        steps = try reader.readEach()
        self.text = text
        guard steps.contains(.every) else {
            throw SourcePathError(text.count + 1, "needs a * for the array whose elements are the records")
        }
    }

    /// How many arrays it goes through.
    package var stars: Int { steps.count { $0 == .every } }
}
