import Documents
import Testing

@Suite("HTML")
struct HTMLWriterTests {
    private func html(_ write: (inout HTMLWriter) -> Void) -> String {
        String(decoding: HTMLWriter.whole(write), as: UTF8.self)
    }

    @Test("elements nest, attributes without value are left out, void elements have no end")
    func elements() {
        let text = html { html in
            html.element("p", ["class": "a", "id": nil]) { html in
                html.text("x")
                html.void("br")
                html.element("b", text: "y")
                html.empty("rect", ["x": "1"])
            }
        }
        #expect(text == #"<p class="a">x<br><b>y</b><rect x="1"/></p>"#)
    }

    @Test("data never becomes markup")
    func escaping() {
        let hostile = #"</td><script>alert("1")</script>&amp;'"#
        let escaped = "&lt;/td&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&#39;"
        #expect(html { $0.text(hostile) } == escaped)
        #expect(html { $0.void("input", ["value": hostile]) } == "<input value=\"\(escaped)\">")
    }

    @Test(
        "what HTML forbids, or what would reorder the line, is shown as a replacement",
        arguments: [0, 0x1B, 0x7F, 0x85, 0x202E, 0x2066, 0xFDD0, 0xFFFF, 0x1FFFE] as [UInt32])
    func forbidden(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(html { $0.text("a\(scalar)b") } == "a\u{FFFD}b")
    }

    @Test(
        "text in any script, white space and line ends stay",
        arguments: [
            ("Œuf – 1\u{202F}000\u{A0}€", "Œuf – 1\u{202F}000\u{A0}€"), ("e\u{301}", "e\u{301}"),
            ("a\tb\nc", "a\tb\nc"), ("a\r\nb", "a&#13;\nb"), ("日本 👩‍👧", "日本 👩‍👧"),
        ])
    func kept(_ sample: (text: String, html: String)) {
        let written = html { $0.text(sample.text) }
        #expect(Array(written.utf8) == Array(sample.html.utf8))
    }
}
