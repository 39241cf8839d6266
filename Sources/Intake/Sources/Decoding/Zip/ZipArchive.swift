/// A ZIP archive whose entries are unpacked piece by piece, within bounds.
final class ZipArchive {
    /// In bytes.
    static let largestPacked = 100 << 20
    static let largestUnpacked = 1 << 30
    /// How many times its packed size an entry may have, past the first 10 MiB.
    static let mostTimes = 200
    static let freeOfTimes = 10 << 20

    let file: SeekableFile
    private let directory: ZipDirectory
    /// Of all entries that were read.
    fileprivate var unpacked = 0

    /// Throws `refused` for an archive that is damaged or larger than 100 MiB.
    init(_ file: SeekableFile) throws(FileError) {
        guard file.size <= Self.largestPacked else {
            throw FileError(
                .refused, "is larger than 100 MiB; save what is needed of it as a smaller workbook")
        }
        self.file = file
        directory = try ZipDirectory(file)
    }

    func has(_ name: String) -> Bool { directory.entries[name.lowercased()] != nil }

    /// The entry of that name, to be read from its beginning; nil where there is none.
    ///
    /// Throws `refused` for an entry that is encrypted or packed in another way.
    func part(_ name: String) throws(FileError) -> ZipPart? {
        guard let entry = directory.entries[name.lowercased()] else { return nil }
        guard !entry.isEncrypted else {
            throw FileError(.refused, "is encrypted; save it without a password")
        }
        guard entry.method == 0 || entry.method == 8 else {
            throw FileError(
                .refused, "is packed in a way (\(entry.method)) that workbooks do not use; save it again")
        }
        return ZipPart(entry, in: self)
    }
}

/// One entry of an archive, unpacked from its beginning to its end.
final class ZipPart {
    private static let portion = 64 << 10

    private let entry: ZipDirectory.Entry
    private let archive: ZipArchive
    private let inflating: Inflating?
    private var offset: Int
    private var packed: ArraySlice<UInt8> = []
    private var room: [UInt8]
    private var unpacked = 0
    private var checksum: UInt32 = 0
    private var isOver = false

    fileprivate init(_ entry: ZipDirectory.Entry, in archive: ZipArchive) {
        self.entry = entry
        self.archive = archive
        inflating = entry.method == 8 ? Inflating() : nil
        offset = entry.packed.lowerBound
        room = [UInt8](repeating: 0, count: Self.portion)
    }

    var name: String { entry.name }

    /// Adds the next bytes; false after the last.
    ///
    /// Throws `refused` for what is damaged, or unpacks to more than anything that is meant.
    func read(into bytes: inout [UInt8]) throws(FileError) -> Bool {
        while !isOver {
            if packed.isEmpty {
                packed = try archive.file.read(
                    at: offset, count: min(Self.portion, entry.packed.upperBound - offset))[...]
                offset += packed.count
            }
            let count: Int
            if let inflating {
                let result = inflating.unpack(packed, into: &room)
                let isStuck = result.unpacked == 0 && result.used == 0
                packed = packed.dropFirst(result.used)
                count = result.unpacked
                isOver = result.progress == .end
                guard result.progress != .damaged, isOver || !isStuck else { throw damaged() }
                bytes += room[..<count]
            } else {
                count = packed.count
                bytes += packed
                packed = []
                isOver = offset == entry.packed.upperBound
            }
            try take(bytes.suffix(count))
            if count > 0 { return true }
        }
        return false
    }

    private func take(_ bytes: ArraySlice<UInt8>) throws(FileError) {
        unpacked += bytes.count
        archive.unpacked += bytes.count
        checksum = Inflating.checksum(checksum, bytes)
        guard archive.unpacked <= ZipArchive.largestUnpacked else {
            throw FileError(
                .refused, "unpacks to more than 1 GiB; save what is needed of it as a smaller workbook")
        }
        guard unpacked <= ZipArchive.freeOfTimes || unpacked / ZipArchive.mostTimes <= entry.packed.count
        else {
            throw FileError(
                .refused, "has an entry that unpacks to more than 200 times its packed size (\(entry.name))")
        }
        if isOver && checksum != entry.checksum { throw damaged() }
    }

    private func damaged() -> FileError { ZipBytes.damaged("\(entry.name) cannot be unpacked") }
}
