import CLibZ
import Sense
import Testing

@testable import Intake

@Suite("The ZIP archive of a workbook", .timeLimit(.minutes(5)))
struct ZipTests {
    private typealias Entry = ZipWriter.Entry

    private var sound: ZipWriter {
        ZipWriter(WorkbookText(WorkbookText.row(1, ["a", "b"]) + WorkbookText.row(2, ["1", "2"])).entries)
    }

    private func items(_ writer: ZipWriter) -> [String] { items(writer.bytes) }

    private func items(_ bytes: [UInt8]) -> [String] {
        SourceReading(.table(.workbook(sheet: nil), ["a", "b"]), bytes).items
    }

    private func damaged(_ reason: String) -> [String] {
        ["refused: is a damaged ZIP archive: \(reason); export it again"]
    }

    private let cut = "it has no directory: the file was cut off, or is no ZIP archive"

    @Test("may have a comment, stored entries, names with \\, sizes of eight bytes, and data descriptors")
    func sounds() {
        var writer = sound
        writer.comment = Array("PK\u{5}\u{6} a comment with the mark of an end in it".utf8)
        #expect(items(writer) == ["2: a=1 b=2"])
        writer = sound
        writer.entries = WorkbookText(WorkbookText.row(1, ["a", "b"]) + WorkbookText.row(2, ["1", "2"]))
            .entries.map { entry in
                Entry(
                    entry.name.replacing("/", with: "\\").uppercased(), ZipTests.unpacked(entry),
                    isPacked: false)
            }
        #expect(items(writer) == ["2: a=1 b=2"])
        writer = sound
        writer.isLarge = true
        #expect(items(writer) == ["2: a=1 b=2"])
        writer = sound
        for index in writer.entries.indices { writer.entries[index].flags = 8 }
        #expect(items(writer) == ["2: a=1 b=2"])
        // Sizes before packing are not believed, small or large.
        for size in [0, 1 << 30] {
            writer = sound
            for index in writer.entries.indices { writer.entries[index].unpackedSize = size }
            #expect(items(writer) == ["2: a=1 b=2"])
        }
    }

    private static func unpacked(_ entry: Entry) -> [UInt8] {
        var room = [UInt8](repeating: 0, count: entry.unpackedSize)
        let inflating = Inflating()
        _ = inflating.unpack(entry.packed[...], into: &room)
        return room
    }

    @Test("that was cut off anywhere is refused")
    func cutOff() {
        let bytes = sound.bytes
        for length in stride(from: 4, to: bytes.count, by: 37) {
            #expect(items(Array(bytes[..<length])) == damaged(cut))
        }
        #expect(items(bytes + [0]) == damaged(cut))
    }

    @Test("with bytes changed anywhere is read or refused, never worse")
    func changed() {
        let bytes = sound.bytes
        for position in 4..<bytes.count {
            for change: UInt8 in [1, 0xFF] {
                var changed = bytes
                changed[position] ^= change
                let found = items(changed)
                #expect(
                    found == ["2: a=1 b=2"] || found.last?.hasPrefix("refused: ") == true, "byte \(position)")
            }
        }
    }

    @Test("whose entries overlap, repeat a name, or lie elsewhere is refused")
    func overlaps() {
        var writer = sound
        writer.entries[1].offset = 0
        #expect(items(writer) == damaged("its entries overlap"))
        writer = sound
        writer.entries[0].packedSize += 40
        #expect(items(writer) == damaged("its entries overlap"))
        writer = sound
        writer.entries[writer.entries.count - 1].packedSize += 40
        #expect(items(writer) == damaged("its entries overlap its directory"))
        writer = sound
        writer.entries.append(Entry("XL/Workbook.xml", ""))
        #expect(items(writer) == damaged("two of its entries have one name"))
        writer = sound
        writer.entries[0].offset = 3
        #expect(items(writer) == damaged("an entry is not where its directory says"))
        for large in [1 << 31, 0xFFFF_FFFE] {
            writer = sound
            writer.entries[0].packedSize = large
            #expect(items(writer) == damaged("an entry lies beyond the end of the file"))
        }
        writer = sound
        writer.entries[0].offset = 1 << 30
        #expect(items(writer) == damaged("a header breaks off"))
        writer = sound
        writer.count = writer.entries.count + 1
        #expect(items(writer) == damaged("a header breaks off"))
    }

    @Test("whose entries are packed otherwise, encrypted or damaged is refused")
    func entries() {
        func change(_ body: (inout Entry) -> Void) -> [String] {
            var writer = sound
            for index in writer.entries.indices { body(&writer.entries[index]) }
            return items(writer)
        }
        #expect(
            change { $0.method = 12 } == [
                "refused: is packed in a way (12) that workbooks do not use; save it again"
            ])
        #expect(change { $0.flags = 1 } == ["refused: is encrypted; save it without a password"])
        #expect(change { $0.checksum ^= 1 } == damaged("_rels/.rels cannot be unpacked"))
        #expect(change { $0.packed[0] = 0xFF } == damaged("_rels/.rels cannot be unpacked"))
        #expect(change { $0.method = 0 } == damaged("_rels/.rels cannot be unpacked"))
    }
}
