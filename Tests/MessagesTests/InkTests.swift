import Messages
import Testing

@Suite struct InkTests {
    @Test("a word is coloured only where colours are shown, and only with a tone")
    func colours() {
        let ink = Ink(showsColours: true)
        #expect(ink.shown("met", .good) == "\u{1B}[32mmet\u{1B}[0m")
        #expect(ink.shown("missed", .bad) == "\u{1B}[31mmissed\u{1B}[0m")
        #expect(ink.shown("issuable", .open) == "\u{1B}[33missuable\u{1B}[0m")
        #expect(ink.shown("none", nil) == "none")
        #expect(ink.shown("", .bad) == "")
        #expect(Ink.plain.shown("missed", .bad) == "missed")
    }
}
