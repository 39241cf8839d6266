/// The entries of a ZIP archive, as its end lists them.
struct ZipDirectory {
    struct Entry {
        /// In small letters, with `/`; compared, never used as a path.
        let name: String
        /// 0 stored, 8 deflated.
        let method: Int
        let isEncrypted: Bool
        let checksum: UInt32
        /// Where its bytes stand in the file.
        let packed: Range<Int>
    }

    /// More than any workbook has.
    static let mostEntries = 10_000

    let entries: [String: Entry]

    /// Throws `refused` for what is no sound archive: entries that overlap, lie outside, or have one name.
    init(_ file: SeekableFile) throws(FileError) {
        let end = try ZipEnd(file)
        let bytes = try file.read(at: end.directory.lowerBound, count: end.directory.count)
        var reader = ZipBytes(bytes)
        var entries: [String: Entry] = [:]
        var extents: [Range<Int>] = []
        for _ in 0..<end.entries {
            let (entry, extent) = try Self.entry(&reader, file)
            extents.append(extent)
            guard entries.updateValue(entry, forKey: entry.name) == nil else {
                throw ZipBytes.damaged("two of its entries have one name")
            }
        }
        extents.sort { $0.lowerBound < $1.lowerBound }
        for (one, next) in zip(extents, extents.dropFirst()) where one.upperBound > next.lowerBound {
            throw ZipBytes.damaged("its entries overlap")
        }
        guard extents.last?.upperBound ?? 0 <= end.directory.lowerBound else {
            throw ZipBytes.damaged("its entries overlap its directory")
        }
        self.entries = entries
    }

    /// The next entry of the directory, and where it lies with its own header.
    private static func entry(
        _ reader: inout ZipBytes, _ file: SeekableFile
    ) throws(FileError) -> (Entry, Range<Int>) {
        guard try reader.number(4) == 0x0201_4B50 else {
            throw ZipBytes.damaged("its directory breaks off")
        }
        try reader.skip(4)
        let flags = try reader.number(2)
        let method = try reader.number(2)
        try reader.skip(4)
        let checksum = try reader.number(4)
        var packed = try reader.number(4)
        let unpacked = try reader.number(4)
        let nameLength = try reader.number(2)
        let extraLength = try reader.number(2)
        let commentLength = try reader.number(2)
        try reader.skip(8)
        var offset = try reader.number(4)
        let name = try reader.bytes(nameLength)
        var extra = ZipBytes(try reader.bytes(extraLength))
        try reader.skip(commentLength)
        if packed == 0xFFFF_FFFF || offset == 0xFFFF_FFFF || unpacked == 0xFFFF_FFFF {
            try extra.readLargeSizes(unpacked, &packed, &offset)
        }
        var header = ZipBytes(try file.read(at: offset, count: 30))
        guard try header.number(4) == 0x0403_4B50 else {
            throw ZipBytes.damaged("an entry is not where its directory says")
        }
        try header.skip(22)
        let start = try offset + 30 + header.number(2) + header.number(2)
        guard start <= file.size, packed <= file.size - start else {
            throw ZipBytes.damaged("an entry lies beyond the end of the file")
        }
        let entry = Entry(
            name: normal(name), method: method, isEncrypted: flags & 1 == 1,
            checksum: UInt32(truncatingIfNeeded: checksum), packed: start..<start + packed)
        return (entry, offset..<start + packed)
    }

    /// As names are compared.
    static func normal(_ name: some Collection<UInt8>) -> String {
        let text = String(
            decoding: name.map { $0 == ASCII.backslash ? UInt8(ascii: "/") : $0 }, as: UTF8.self)
        return String(text.drop { $0 == "/" }).lowercased()
    }
}
