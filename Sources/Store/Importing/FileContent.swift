internal import Postgres

/// What a file is known by when it is imported again.
package struct FileContent: Equatable, Sendable {
    package let bytes: Int
    package let sha256: [UInt8]
    /// What else decides what the bytes mean, such as the program's version.
    package let reading: String

    package init(bytes: Int, sha256: [UInt8], reading: String) {
        self.bytes = bytes
        self.sha256 = sha256
        self.reading = reading
    }

    /// Remembers that the batch recorded a file of this content.
    func keep(_ batch: Int32, on connection: Connection) throws {
        try connection.execute(
            "insert into imported_file (batch, bytes, sha256, reading) values ($1, $2, $3, $4)",
            [.int32(batch), .int64(Int64(bytes)), .bytes(sha256), .text(reading)])
    }
}
