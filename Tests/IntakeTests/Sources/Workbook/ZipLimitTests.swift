import CLibZ
import Sense
import Testing

@testable import Intake

@Suite("A ZIP archive that is too large", .timeLimit(.minutes(5)))
struct ZipLimitTests {
    private typealias Entry = ZipWriter.Entry

    private var sound: ZipWriter {
        ZipWriter(WorkbookText(WorkbookText.row(1, ["a", "b"]) + WorkbookText.row(2, ["1", "2"])).entries)
    }

    private func items(_ writer: ZipWriter) -> [String] { items(writer.bytes) }

    private func items(_ bytes: [UInt8]) -> [String] {
        SourceReading(.table(.workbook(sheet: nil), ["a", "b"]), bytes).items
    }

    @Test("has at most 10,000 entries, each of its own name")
    func counts() {
        var writer = sound
        for number in writer.entries.count..<10_000 {
            writer.entries.append(Entry("x/\(number)", "", isPacked: false))
        }
        #expect(items(writer) == ["2: a=1 b=2"])
        writer.entries.append(Entry("x/y", "", isPacked: false))
        #expect(items(writer) == ["refused: has more than 10,000 entries; no workbook has that many"])
    }

    @Test("unpacks to at most 200 times its size, past 10 MiB: counted, whatever it says of itself")
    func bomb() throws {
        let free = 10 << 20
        for (length, isRead) in [(free, true), (free + 1, false), (300 << 20, false)] {
            var entry = Entry("x", [UInt8](repeating: 0, count: length))
            entry.unpackedSize = 17
            let part = try #require(try ZipArchive(SeekableFile(.bytes(ZipWriter([entry]).bytes))).part("x"))
            var count = 0
            var failure: FileError?
            do throws(FileError) {
                var bytes: [UInt8] = []
                while try part.read(into: &bytes) {
                    count += bytes.count
                    bytes.removeAll(keepingCapacity: true)
                }
            } catch {
                failure = error
            }
            let reason = "has an entry that unpacks to more than 200 times its packed size (x)"
            #expect(failure?.reason == (isRead ? nil : reason))
            #expect(count <= max(free, 200 * entry.packedSize) + (1 << 16))
        }
    }

    @Test("unpacks to at most 1 GiB in all")
    func unpacked() throws {
        var random: UInt32 = 1
        // About ten times its packed size.
        let piece = (0..<1 << 20).map { place in
            if place % 16 == 0 { random = random &* 1_664_525 &+ 1_013_904_223 }
            return UInt8(random >> 28)
        }
        let packed = ZipWriter.deflated(piece, flush: Z_FULL_FLUSH)
        var entry = Entry("x", "")
        entry.packed = (0..<513).flatMap { _ in packed }
        entry.packedSize = entry.packed.count
        var other = entry
        other.name = "y"
        let archive = try ZipArchive(SeekableFile(.bytes(ZipWriter([entry, other]).bytes)))
        var count = 0
        #expect(
            throws: FileError(
                .refused, "unpacks to more than 1 GiB; save what is needed of it as a smaller workbook")
        ) {
            for name in ["x", "y"] {
                let part = try archive.part(name)
                var bytes: [UInt8] = []
                while count <= 2 << 30, try part?.read(into: &bytes) == true {
                    count += bytes.count
                    bytes.removeAll(keepingCapacity: true)
                    // The piece's end is not that of the part.
                    if name == "x", count == 513 << 20 { break }
                }
            }
        }
        #expect(count > (1 << 30) - (1 << 17))
    }

    @Test("is at most 100 MiB long")
    func packed() throws {
        var writer = ZipWriter([])
        let end = writer.bytes.count
        for (length, reason) in [
            (100 << 20, "is a ZIP archive without a workbook in it; unpack it first"),
            ((100 << 20) + 1, "is larger than 100 MiB; save what is needed of it as a smaller workbook"),
        ] {
            var entry = Entry("x", "", isPacked: false)
            let rest = length - end - 30 - 46 - 2
            entry.packed = [UInt8](repeating: 7, count: rest)
            entry.packedSize = rest
            writer = ZipWriter([entry])
            let bytes = writer.bytes
            #expect(bytes.count == length)
            #expect(items(bytes) == ["refused: \(reason)"])
        }
    }
}
