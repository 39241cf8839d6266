import SLA
import TestSupport
import Testing

@testable import Documents

@Suite struct EInvoiceTextTests {
    @Test(
        "markup is escaped, line ends are references, what XML cannot hold is replaced",
        arguments: [
            ("a & b", "a &amp; b"), ("<b>", "&lt;b&gt;"), ("]]>", "]]&gt;"), ("&amp;", "&amp;amp;"),
            (#""l'été""#, "&quot;l&apos;été&quot;"), ("a\r\n\tb", "a&#13;&#10;&#9;b"),
            ("\0\u{1}\u{B}\u{1F} \u{7F}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD} \u{7F}"),
            ("\u{FFFE}\u{FFFF}\u{FFFD}\u{10FFFF}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{10FFFF}"),
            ("&\u{301}", "&amp;\u{301}"), ("日本 😀", "日本 😀"), ("", ""),
        ])
    func escaping(_ text: String, _ expected: String) {
        #expect(XMLWriter.escaped(text) == expected)
    }

    @Test("an attribute is escaped, an element without content is empty, levels are indented")
    func writing() {
        let bytes = XMLWriter.whole { xml in
            xml.element("a", ["b": "\"<\n>\"", "c": "1"]) { xml in
                xml.element("d")
                xml.text("e", "x & y")
            }
        }
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <a b="&quot;&lt;&#10;&gt;&quot;" c="1">
                  <d/>
                  <e>x &amp; y</e>
                </a>

                """)
    }

    @Test(
        "a text becomes one line",
        arguments: [
            ("a\r\nb", "a b"), ("\n a\t\u{B}\u{C}b \u{85}\u{2028}\u{2029}", "a b"), (" \n", ""),
            ("a\u{A0}b\u{202F}c", "a\u{A0}b\u{202F}c"), ("a\u{1}b", "a\u{1}b"),
        ])
    func oneLine(_ text: String, _ expected: String) {
        #expect(EInvoice.Wording.plain(text) == expected)
    }

    @Test("names arrive as they are, on one line, in both syntaxes")
    func names() throws {
        let note = EInvoiceSamples.note(change: EInvoiceSamples.nameOddly)
        for bytes in [try EInvoice.ubl(note), try EInvoice.cii(note)] {
            let texts = Set(try EInvoiceXML.read(bytes).all.map(\.text))
            #expect(texts.contains(#"L'Œuvre & Cie <"réseau" d'été>"#))
            #expect(
                texts.contains(
                    "Société à responsabilité limitée au capital de 1 € - RCS Paris 100 000 009"))
            #expect(texts.contains("Ÿvette & Frères ]]> 日本 \u{1F600}"))
            #expect(texts.contains(#"Bât. "A" 12 bis, rue de l'Église"#))
            #expect(texts.contains("Saint-\u{FFFD}Ouen"))
        }
    }

    @Test("whatever the texts are, the documents are well-formed and hold them", arguments: 0..<100)
    func anyText(seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let scalars = Array("&<>\"'];#\0\t\n\r\u{1B}\u{7F}\u{85}é\u{301}€\u{FFFE}\u{1F600} ab".unicodeScalars)
        func text() -> String {
            String(String.UnicodeScalarView((0..<next(12)).map { _ in scalars[next(scalars.count)] })) + "z"
        }
        let (name, street, reason) = (text(), text(), text())
        let note = EInvoiceSamples.note { content in
            content.customer.name = name
            content.issuer.address.street = street
            content.issuer.mentions.earlyPayment = reason
        }
        for bytes in [try EInvoice.ubl(note), try EInvoice.cii(note)] {
            let texts = try EInvoiceXML.read(bytes).all.map(\.text)
            for expected in [name, street, reason] {
                let held = EInvoice.Wording.plain(expected).unicodeScalars.map { scalar in
                    scalar.value < 32 || scalar == "\u{FFFE}" ? "\u{FFFD}" as Unicode.Scalar : scalar
                }
                let line = String(String.UnicodeScalarView(held))
                #expect(
                    texts.contains { Array($0.unicodeScalars).ends(with: Array(line.unicodeScalars)) },
                    "seed \(seed)")
            }
        }
    }
}

extension Array where Element: Equatable {
    fileprivate func ends(with end: [Element]) -> Bool { suffix(end.count).elementsEqual(end) }
}
