import Testing

@testable import Documents

@Suite("The issuer's logo")
struct LogoTests {
    /// One transparent pixel.
    static let png: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00,
        0x00,
        0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1F, 0x15, 0xC4, 0x89, 0x00, 0x00,
        0x00,
        0x0D, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x00, 0x01, 0x00, 0x00, 0x05, 0x00, 0x01, 0x0D, 0x0A,
        0x2D,
        0xB4, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    private func refusal(_ bytes: [UInt8]) -> String? {
        do throws(Logo.Refusal) {
            _ = try Logo(bytes)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test("a PNG is wrapped in an SVG of its size")
    func wrapped() throws {
        let logo = try Logo(Self.png)
        #expect(logo.dataAddress.hasPrefix("data:image/png;base64,iVBORw0KGgo"))
        #expect(logo.svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\""))
        #expect(logo.svg.contains("href=\"\(logo.dataAddress)\""))
    }

    @Test("a PNG that is cut off, or larger than any screen, is refused")
    func damaged() {
        #expect(refusal(Array(Self.png.dropLast(9))) == "is a damaged PNG picture")
        #expect(refusal(Array(Self.png.prefix(20))) == "is a damaged PNG picture")
        var wide = Self.png
        wide[18] = 0x27
        wide[19] = 0x10
        #expect(refusal(wide) == nil)
        wide[19] = 0x11
        #expect(refusal(wide) == "is 10001 × 1 pixels; at most 10000 each way are allowed")
    }

    @Test(
        "an SVG is complete in itself",
        arguments: [
            ("<svg><path d='M0 0'/></svg>", nil), ("<svg><use href='#a'/></svg>", nil),
            ("<svg><image xlink:href=\"data:image/png;base64,AA==\"/></svg>", nil),
            ("<svg><rect fill='url(#g)'/></svg>", nil),
            ("<p>no picture</p>", "is neither a PNG nor an SVG picture"),
            ("", "is neither a PNG nor an SVG picture"),
            ("<svg>\0</svg>", "is neither a PNG nor an SVG picture"),
            (
                "<svg><SCRIPT>1</SCRIPT></svg>",
                "has a script, which no note may have: export it as a plain SVG"
            ),
            ("<!DOCTYPE svg><svg/>", "has a document type, which no note may have: export it as a plain SVG"),
            (
                "<svg><image href = 'logo.png'/></svg>",
                "refers to logo.png, which is not in the file: embed it, or make it a path"
            ),
            (
                "<svg><rect fill='URL( \"//host/x\")'/></svg>",
                "refers to //host/x, which is not in the file: embed it, or make it a path"
            ),
        ] as [(String, String?)])
    func complete(svg: String, reason: String?) {
        #expect(refusal(Array(svg.utf8)) == reason)
    }

    @Test("text that is not UTF-8 is no picture")
    func encoding() {
        #expect(refusal(Array("<svg>".utf8) + [0xE9]) == "is neither a PNG nor an SVG picture")
    }

    @Test(
        "Base64 as RFC 4648 has it",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func base64(text: String, encoded: String) {
        #expect(BinaryText.base64(Array(text.utf8)) == encoded)
    }
}
