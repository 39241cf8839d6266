/// The number formats of a workbook's cells.
struct CellStyles {
    /// By the number of a cell's style.
    private var formats: [NumberFormat] = []

    /// More than any workbook has.
    private static let most = 100_000

    init(_ part: String?, in archive: ZipArchive) throws(FileError) {
        guard let part, let stored = try archive.part(part) else { return }
        var reader = try XMLReader(part) { bytes throws(FileError) in try stored.read(into: &bytes) }
        var own: [Int: NumberFormat] = [:]
        var isInside = false
        while true {
            switch try reader.next() {
            case .finish: return
            case .start where reader.isNamed("numFmt"):
                guard let id = Self.number(reader.tag.attribute("numFmtId")) else { break }
                own[id] = NumberFormat(code: try reader.string(reader.tag.attribute("formatCode") ?? []))
            case .start where reader.isNamed("cellXfs"): isInside = true
            case .start where reader.isNamed("xf") && isInside:
                let id = Self.number(reader.tag.attribute("numFmtId")) ?? 0
                formats.append(own[id] ?? NumberFormat(builtIn: id))
            case .end where reader.isNamed("cellXfs"): isInside = false
            case .start, .end, .text: break
            }
            guard formats.count <= Self.most, own.count <= Self.most else {
                throw reader.fault("has more than \(Self.most) styles")
            }
        }
    }

    func format(_ style: Int) -> NumberFormat { formats.indices.contains(style) ? formats[style] : .plain }

    /// At most nine digits; nil for anything else.
    static func number(_ text: ArraySlice<UInt8>?) -> Int? {
        guard let text, 1...9 ~= text.count else { return nil }
        var number = 0
        for byte in text {
            guard ASCII.isDigit(byte) else { return nil }
            number = number * 10 + Int(byte - 48)
        }
        return number
    }
}
