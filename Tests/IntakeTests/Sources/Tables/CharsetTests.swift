import Sense
import Testing

@testable import Intake

@Suite("The charsets of other tools")
struct CharsetTests {
    private func bytes(_ text: String, _ charset: Charset) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            (UInt8.min...UInt8.max).first { charset.text([$0]) == String(scalar) } ?? 0
        }
    }

    private func format(_ charsets: [Charset]?) -> SourceFormat {
        .table(.csv(.init()), ["réf", "ville"], charsets: charsets)
    }

    @Test("are those that are listed, tried record by record")
    func list() {
        let text =
            Array("réf;ville\n1;Orléans\n".utf8) + bytes("2;Orléans – 5 €\n", .windows1252)
            + Array("3;€\n".utf8)
        #expect(
            items(format(nil), text) == [
                "2: réf=1 ville=Orléans", "3: réf=2 ville=Orléans – 5 €", "4: réf=3 ville=€",
            ])
        let header = bytes("réf;ville\n4;Besançon\n", .windows1252)
        #expect(items(format(nil), header) == ["2: réf=4 ville=Besançon"])
    }

    @Test("that are stated replace the others")
    func stated() {
        let latin9 = bytes("réf;ville\n1;Œuvre à 3 €\n", .latin9)
        #expect(items(format([.latin9]), latin9) == ["2: réf=1 ville=Œuvre à 3 €"])
        let utf8 = Array("réf;ville\n1;é\n".utf8)
        #expect(items(format([.utf8]), utf8) == ["2: réf=1 ville=é"])
        #expect(items(.table(.csv(.init()), ["ville"], charsets: [.latin1]), utf8) == ["2: ville=Ã©"])
    }

    @Test("refuse a record that is text in none of them")
    func none() {
        let text = Array("ville\n".utf8) + [0x61, 0x81, 0x0A, 0x62, 0x0A]
        let place = SourceFormat.table(.csv(.init()), ["ville"])
        #expect(
            items(place, text) == [
                "2: refused is neither utf-8 nor windows-1252 at byte 81; say --encoding with the one that it is in "
                    + "(a\\x{81})", "3: ville=b",
            ])
        let only = SourceFormat.table(.csv(.init()), ["ville"], charsets: [.utf8])
        #expect(
            items(only, text)[0]
                == "2: refused is not utf-8 at byte 81; say --encoding with the one that it is in (a\\x{81})")
        #expect(
            items(only, [0xE9, 0x0A]) == [
                "refused: 1: its header row is not utf-8 at byte E9; say --encoding with the one that it is in"
            ])
    }

    @Test(
        "have the characters that the standards give them",
        arguments: [
            (Charset.windows1252, 0x80 as UInt8, "€"), (.windows1252, 0x8C, "Œ"), (.windows1252, 0x92, "’"),
            (.windows1252, 0x9F, "Ÿ"), (.windows1252, 0xA0, "\u{A0}"), (.windows1252, 0xFF, "ÿ"),
            (.latin1, 0x80, "\u{80}"),
            (.latin1, 0xA4, "¤"), (.latin1, 0xE9, "é"), (.latin9, 0xA4, "€"), (.latin9, 0xA6, "Š"),
            (.latin9, 0xA8, "š"),
            (.latin9, 0xB4, "Ž"), (.latin9, 0xB8, "ž"), (.latin9, 0xBC, "Œ"), (.latin9, 0xBD, "œ"),
            (.latin9, 0xBE, "Ÿ"),
            (.latin9, 0xB5, "µ"), (.windows1252, 0x41, "A"),
        ])
    func characters(charset: Charset, byte: UInt8, character: String) {
        #expect(charset.text([byte]) == character)
    }

    @Test("know which bytes are characters")
    func strays() {
        for byte in UInt8.min...UInt8.max {
            let bytes = [byte]
            #expect(Charset.latin1.fits(bytes.span) && Charset.latin9.fits(bytes.span))
            #expect(Charset.windows1252.fits(bytes.span) == ![0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte))
            #expect(Charset.utf8.fits(bytes.span) == (byte < 0x80))
        }
    }
}
