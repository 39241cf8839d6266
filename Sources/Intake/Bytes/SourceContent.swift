/// What a source holds as a whole, without regard to its rows.
package struct SourceContent: Equatable, Sendable {
    package let bytes: Int
    package let sha256: [UInt8]

    init(bytes: Int, sha256: [UInt8]) {
        self.bytes = bytes
        self.sha256 = sha256
    }

    /// Reads the source to its end. Throws `unreadable`.
    package init(_ source: Source) throws(FileError) {
        var stream = try ByteStream(source)
        var storage = [UInt8](repeating: 0, count: 1 << 20)
        while try stream.read(into: &storage, 0..<storage.count) > 0 {}
        bytes = stream.position
        sha256 = stream.finishDigest()
    }
}
