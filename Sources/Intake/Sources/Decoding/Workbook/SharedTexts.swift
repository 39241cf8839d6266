/// The texts that the cells of a workbook share, by number.
struct SharedTexts {
    /// In bytes, with four for each text.
    private static let largest = 64 << 20

    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []

    init(_ part: String?, in archive: ZipArchive) throws(FileError) {
        guard let part, let stored = try archive.part(part) else { return }
        var reader = try XMLReader(part) { bytes throws(FileError) in try stored.read(into: &bytes) }
        var isText = false
        while true {
            switch try reader.next() {
            case .finish: return
            // How a text is read aloud is no part of it.
            case .start where reader.isNamed("rPh"): try reader.skipElement()
            case .start where reader.isNamed("t"): isText = true
            case .end where reader.isNamed("t"): isText = false
            case .end where reader.isNamed("si"): ends.append(UInt32(bytes.count))
            case .text: if isText { bytes += reader.text }
            case .start, .end: break
            }
            guard bytes.count + 4 * ends.count <= Self.largest else {
                throw FileError(.refused, "has more than 64 MiB of shared texts; save what is needed of it")
            }
        }
    }

    /// nil where there is none of that number.
    func text(_ number: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(number) else { return nil }
        return bytes[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
    }
}
