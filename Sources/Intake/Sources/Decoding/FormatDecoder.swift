/// What the decoder of one format does for `SourceDecoder`.
protocol FormatDecoder: AnyObject {
    func next() throws(FileError) -> DecodedItem
    /// The columns that the file has, of those that the mapping names; nil where records have no headings.
    var headings: Set<SourcePath>? { get }
    /// How many lines were passed over because nothing asks for them.
    var passedOver: Int { get }
    var bytesRead: Int { get }
    var totalBytes: Int? { get }
    func finishContent() throws(FileError) -> SourceContent
}

extension FormatDecoder {
    var headings: Set<SourcePath>? { nil }
    var passedOver: Int { 0 }
}
