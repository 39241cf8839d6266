import Sense
import Testing

@testable import Intake

@Suite("The XML of a workbook", .timeLimit(.minutes(5)))
struct XMLTests {
    /// What is read event by event, in pieces of `chunk` bytes.
    private func events(_ bytes: [UInt8], chunk: Int) -> String {
        var position = 0
        var found: [UInt8] = []
        do throws(FileError) {
            var reader = try XMLReader("x.xml") { target throws(FileError) in
                let end = min(bytes.count, position + chunk)
                target += bytes[position..<end]
                defer { position = end }
                return position < end
            }
            while true {
                switch try reader.next() {
                case .start:
                    let r = reader.tag.attribute("r").map { " r=\(String(decoding: $0, as: UTF8.self))" }
                    found += Array("<".utf8) + reader.tag.qualifiedName + Array("\(r ?? "")>".utf8)
                case .end: found += Array("</".utf8) + reader.tag.qualifiedName + [UInt8(ascii: ">")]
                // A piece of text may end within a character.
                case .text: found += reader.text
                case .finish: return try reader.string(found)
                }
            }
        } catch {
            return error.description
        }
    }

    private func read(_ bytes: [UInt8]) -> String {
        let whole = events(bytes, chunk: bytes.count + 1)
        for chunk in [1, 3, 16] where events(bytes, chunk: chunk) != whole {
            return "otherwise in pieces of \(chunk)"
        }
        return whole
    }

    @Test(
        "is read event by event",
        arguments: [
            ("<a/>", "<a></a>"),
            ("\u{FEFF}<?xml version='1.0' encoding=\"utf-8\" ?>\n<a >x</a >\n<!-- end -->", "<a>x</a>"),
            ("<a><b r='1'/>é&lt;&#x41;&#233;&amp;amp;</a>", "<a><b r=1></b>é<Aé&amp;</a>"),
            ("<x:a y:r='2' r=\"&quot;&apos;>\"/>", "<x:a r=\"'>></x:a>"),
            ("<a><!-- <b> -- --><?p <c> ?><![CDATA[<d>&]]]]></a>", "<a><d>&]]</a>"),
            ("<a\nr\t=\r\n'1'\n></a\n>", "<a r=1></a>"),
            ("<a>]]></a>", "<a>]]></a>"),
        ])
    func sound(text: String, found: String) {
        #expect(read(Array(text.utf8)) == found)
    }

    @Test(
        "that is none is refused",
        arguments: [
            ("", "ends before its elements do"), ("<a>", "ends before its elements do"),
            ("<a><b></a>", "ends an element that is not the last one to have begun"),
            ("</a>", "ends an element that is not the last one to have begun"),
            ("<a></b>", "ends an element that is not the last one to have begun"),
            ("<a/><b/>", "has more than one root element"), ("x<a/>", "has text outside its elements"),
            ("<a/>x", "has text outside its elements"),
            ("<!DOCTYPE a><a/>", "has a document type (<!DOCTYPE), which no workbook has"),
            (
                "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
                "has a document type (<!DOCTYPE), which no workbook has"
            ),
            ("<![CDATA[x]]><a/>", "has a document type (<!DOCTYPE), which no workbook has"),
            ("<a>&x;</a>", "has an entity other than &lt; &gt; &amp; &apos; &quot; and characters by number"),
            (
                "<a>&#0;</a>",
                "has an entity other than &lt; &gt; &amp; &apos; &quot; and characters by number"
            ),
            (
                "<a>&#xD800;</a>",
                "has an entity other than &lt; &gt; &amp; &apos; &quot; and characters by number"
            ),
            (
                "<a>a & b</a>",
                "has an entity other than &lt; &gt; &amp; &apos; &quot; and characters by number"
            ),
            ("<a r=1/>", "has a tag that is none"), ("<a r/>", "has a tag that is none"),
            ("<a r='1' r='2'/>", "has a tag that is none"),
            ("<a r='<'/>", "has a tag that is none"), ("<a r='&x;'/>", "has a tag that is none"),
            ("<a r='1's='2'/>", "has a tag that is none"), ("< a/>", "has a tag that is none"),
            ("<a", "ends within a tag"), ("<a r='>", "ends within a tag"),
            ("<a><!-- ", "ends within a comment or an instruction"),
            ("<a><![CDATA[", "ends within a section"),
            ("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "is not UTF-8"),
        ])
    func unsound(text: String, reason: String) {
        #expect(read(Array(text.utf8)) == "is no sound workbook: x.xml \(reason)")
    }

    @Test(
        "in another encoding is refused",
        arguments: [
            [0xFF, 0xFE, 0x3C, 0], [0xFE, 0xFF, 0, 0x3C], [0x3C, 0, 0x61, 0],
            [0x3C, 0x61, 0x3E, 0xE9, 0x3C, 0x2F, 0x61, 0x3E],
        ] as [[UInt8]])
    func encodings(bytes: [UInt8]) {
        #expect(read(bytes) == "is no sound workbook: x.xml is not UTF-8")
    }

    @Test("has at most 64 elements within each other, 256 attributes, and tags of 1 MiB")
    func limits() {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)).utf8)
        }
        #expect(read(nested(64)).hasSuffix("</a>"))
        #expect(read(nested(65)) == "is no sound workbook: x.xml has more than 64 elements within each other")
        func attributes(_ count: Int) -> [UInt8] {
            Array("<a \((0..<count).map { "a\($0)='1'" }.joined(separator: " "))/>".utf8)
        }
        #expect(read(attributes(256)) == "<a></a>")
        #expect(read(attributes(257)) == "is no sound workbook: x.xml has a tag that is none")
        let long = String(repeating: "x", count: 3 << 20)
        for text in ["<a r='\(long)'/>", "<a><![CDATA[\(long)]]></a>"] {
            #expect(
                events(Array(text.utf8), chunk: 1 << 16)
                    == "is no sound workbook: x.xml has a tag or section longer than 1 MiB")
        }
        #expect(events(Array("<!--\(long)--><a><?p \(long)?></a>".utf8), chunk: 1 << 16) == "<a></a>")
        #expect(events(Array("<a>\(long)</a>".utf8), chunk: 1 << 16).utf8.count == (3 << 20) + 7)
    }
}
