package import SLA

/// Reads one of another tool's files from its beginning to its end, record by record.
package final class SourceDecoder {
    /// What the files of one command have in common.
    package struct Setting {
        /// Whose wall clock floating times and dates of a calendar are on; nil refuses them.
        package let zone: Zone?
        /// For which instances of series are given; nil refuses a calendar that has a series.
        package let month: Range<Instant>?
        /// The system's time zone of an IANA name.
        package let zoneNamed: (String) -> Zone?

        package init(
            zone: Zone? = nil, month: Range<Instant>? = nil,
            zoneNamed: @escaping (String) -> Zone? = { _ in nil }
        ) {
            self.zone = zone
            self.month = month
            self.zoneNamed = zoneNamed
        }
    }

    private let decoder: any FormatDecoder

    /// Opens the source and reads as far as its header.
    ///
    /// `file` is the source's number among the command's files, as `RecordPlace.file` will have it. Throws `unreadable`
    /// when the source cannot be read, `refused` when it is not a file of this format.
    package init(
        format: SourceFormat, source: Source, file: Int, setting: Setting = Setting()
    ) throws(FileError) {
        fatalError()
    }

    /// What comes next; `end` again and again after the last.
    ///
    /// Throws `unreadable` when reading on fails, `refused` when nothing after this place can be read.
    package func next() throws(FileError) -> DecodedItem { try decoder.next() }

    /// The columns that the file has, of those that the mapping names; nil where records have no headings.
    package var headings: Set<SourcePath>? { decoder.headings }
    /// Lines that no pattern of a log matches, so far.
    package var passedOver: Int { decoder.passedOver }
    /// How many bytes were read from the source so far.
    package var bytesRead: Int { decoder.bytesRead }
    /// The size of the source in bytes; nil for a pipe.
    package var totalBytes: Int? { decoder.totalBytes }
    /// What was read; to be asked for once, after `end`.
    package func finishContent() throws(FileError) -> SourceContent { try decoder.finishContent() }
}
