internal import Postgres

/// Where the rows of an import were made of another tool's files.
package struct ImportOrigin: Sendable {
    /// Where a record stands.
    package struct Place: Sendable {
        let file: String
        let line: Int

        package init(file: String, line: Int) {
            self.file = file
            self.line = line
        }
    }

    /// The name of the profile, and the SHA-256 of its file.
    let profile: String
    let profileSHA256: [UInt8]
    /// Of the objects file; nil: there was none.
    let objectsSHA256: [UInt8]?
    /// Whether something of the files could not become rows besides what is refused.
    let isLacking: Bool
    /// The records of the rows and of what is refused, by their staged lines, counted from 1.
    private let places: [Place]

    package init(
        profile: String, profileSHA256: [UInt8], objectsSHA256: [UInt8]?, isLacking: Bool, places: [Place]
    ) {
        self.profile = profile
        self.profileSHA256 = profileSHA256
        self.objectsSHA256 = objectsSHA256
        self.isLacking = isLacking
        self.places = places
    }

    /// Makes the places known to the statements of the transaction.
    func stagePlaces(_ connection: Connection) throws {
        try connection.executeScript(
            """
            create temp table converted_place (row_line int primary key, file text not null, line int not null)
            on commit drop
            """)
        try connection.copyIn("copy converted_place from stdin (format binary)") { writer in
            for (number, place) in places.enumerated() {
                try writer.beginRow(columns: 3)
                try writer.int32(Int32(clamping: number + 1))
                try writer.text(place.file)
                try writer.int32(Int32(clamping: max(place.line, 1)))
            }
        }
        try connection.executeScript("analyze converted_place")
    }
}
