import SLA

@testable import Intake

/// What must be true of the reading of any workbook, however damaged.
package enum WorkbookSense {
    private static let format = SourceFormat(
        .workbook(sheet: nil), paths: ["a", "b", "c"].map { SourcePath.column($0) })

    /// The bytes as a file. What makes no sense in how it is read; nil when all does.
    package static func archive(_ bytes: [UInt8]) -> String? {
        let reading = SourceReading(format, bytes)
        guard let failure = reading.failure else { return nil }
        return failure.cause == .refused && !failure.reason.isEmpty ? nil : "fails as \(failure)"
    }

    /// The bytes as one part of a sound workbook, which the first of them chooses.
    package static func part(_ bytes: [UInt8]) -> String? {
        guard let first = bytes.first else { return nil }
        var parts = sound
        let changed = Int(first) % parts.count
        parts[changed].content = Array(bytes.dropFirst())
        return archive(stored(parts))
    }

    private static let types = "http://example.org/officeDocument/2006/relationships/"

    private static let sound: [(name: String, content: [UInt8])] = [
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            #"<workbook xmlns:r="r"><workbookPr date1904="0"/><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relation(
                "worksheet", "sheet.xml",
                "<Relationship Id=\"r2\" Type=\"\(types)styles\" Target=\"styles.xml\"/>"
                    + "<Relationship Id=\"r3\" Type=\"\(types)sharedStrings\" Target=\"/xl/texts.xml\"/>")
        ),
        (
            "xl/styles.xml",
            #"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-40C]d\ mmm;@"/></numFmts><cellXfs><xf numFmtId="0"/>"#
                + #"<xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>"#
        ),
        (
            "xl/texts.xml",
            #"<sst><si><t>a</t></si><si><r><t xml:space="preserve">b </t></r><rPh><t>x</t></rPh></si></sst>"#
        ),
        (
            "xl/sheet.xml",
            #"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2">"#
                + #"<c r="A2" s="2"><v>46326.5</v></c><c r="B2" s="1"><f>A1</f><v>0.085</v></c></row><row><c t="inlineStr"><is>"#
                + #"<t>&#233;&amp;_x000D_</t></is></c><c t="b"><v>1</v></c></row></sheetData></worksheet>"#
        ),
    ].map { ($0, Array($1.utf8)) }

    private static func relation(_ type: String, _ target: String, _ more: String = "") -> String {
        "<Relationships><Relationship Id=\"r1\" Type=\"\(types)\(type)\" Target=\"\(target)\"/>\(more)</Relationships>"
    }

    /// An archive of parts that are not packed.
    package static func stored(_ parts: [(name: String, content: [UInt8])]) -> [UInt8] {
        func number(_ number: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let checksum = Int(Inflating.checksum(0, part.content[...]))
            let fields =
                number(0, 8) + number(checksum, 4) + number(part.content.count, 4)
                + number(part.content.count, 4)
                + number(part.name.utf8.count, 2)
            directory += Array("PK\u{1}\u{2}".utf8) + number(20, 2) + number(20, 2) + fields + number(0, 12)
            directory += number(bytes.count, 4) + Array(part.name.utf8)
            bytes += Array("PK\u{3}\u{4}".utf8) + number(20, 2) + fields + number(0, 2)
            bytes += Array(part.name.utf8) + part.content
        }
        let end =
            number(0, 4) + number(parts.count, 2) + number(parts.count, 2) + number(directory.count, 4)
            + number(bytes.count, 4) + number(0, 2)
        return bytes + directory + Array("PK\u{5}\u{6}".utf8) + end
    }
}
