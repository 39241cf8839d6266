/// Where a ZIP archive keeps its directory.
struct ZipEnd {
    let entries: Int
    let directory: Range<Int>

    /// Throws `refused` where the file does not end as an archive does.
    init(_ file: SeekableFile) throws(FileError) {
        // The end's own 22 bytes, and a comment of at most 65,535.
        let length = min(file.size, 22 + 65_535)
        let start = file.size - length
        let tail = try file.read(at: start, count: length)
        guard let place = Self.find(in: tail) else {
            throw ZipBytes.damaged("it has no directory: the file was cut off, or is no ZIP archive")
        }
        var reader = ZipBytes(Array(tail[(place + 4)...]))
        let disks = (try reader.number(2), try reader.number(2))
        try reader.skip(2)
        var entries = try reader.number(2)
        var size = try reader.number(4)
        var offset = try reader.number(4)
        guard disks == (0, 0) || disks == (0xFFFF, 0xFFFF) else {
            throw ZipBytes.damaged("it is one of several parts")
        }
        if entries == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
            (entries, size, offset) = try Self.large(file, before: start + place)
        }
        guard entries <= ZipDirectory.mostEntries else {
            throw FileError(.refused, "has more than 10,000 entries; no workbook has that many")
        }
        guard offset <= start + place, size <= start + place - offset else {
            throw ZipBytes.damaged("its directory lies beyond the end of the file")
        }
        self.entries = entries
        directory = offset..<offset + size
    }

    /// The last mark whose comment ends with the file.
    private static func find(in tail: [UInt8]) -> Int? {
        var place = tail.count - 22
        while place >= 0 {
            let isMark =
                tail[place] == 0x50 && tail[place + 1] == 0x4B && tail[place + 2] == 5 && tail[place + 3] == 6
            if isMark {
                let comment = Int(tail[place + 20]) | Int(tail[place + 21]) << 8
                if place + 22 + comment == tail.count { return place }
            }
            place -= 1
        }
        return nil
    }

    /// What archives with sizes of eight bytes say instead.
    private static func large(
        _ file: SeekableFile, before place: Int
    ) throws(FileError) -> (entries: Int, size: Int, offset: Int) {
        var locator = ZipBytes(try file.read(at: place - 20, count: 20))
        guard try locator.number(4) == 0x0706_4B50 else {
            throw ZipBytes.damaged("its directory has no end")
        }
        try locator.skip(4)
        var end = ZipBytes(try file.read(at: try locator.number(8), count: 56))
        guard try end.number(4) == 0x0606_4B50 else { throw ZipBytes.damaged("its directory has no end") }
        try end.skip(28)
        return (try end.number(8), try end.number(8), try end.number(8))
    }
}
