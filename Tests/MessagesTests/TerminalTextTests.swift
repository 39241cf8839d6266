import Messages
import Testing

@Suite struct TerminalTextTests {
    @Test(
        "what would steer a terminal is escaped",
        arguments: [
            ("plain é 漢 🇫🇷", "plain é 漢 🇫🇷"), ("\u{1B}[31mred", "\\u{1B}[31mred"),
            ("a\nb\r\tc", "a\\nb\\r\\tc"),
            ("\r\n", "\\r\\n"), ("\u{9B}2J\u{7F}", "\\u{9B}2J\\u{7F}"),
            ("\u{202E}gnp.exe", "\\u{202E}gnp.exe"),
            ("\u{2028}\u{FEFF}\u{200B}", "\\u{2028}\\u{FEFF}\\u{200B}"),
            ("e\u{1B}\u{301}", "e\\u{1B}\u{301}"),
        ])
    func escapes(_ text: String, _ expected: String) {
        #expect(TerminalText.safe(text) == expected)
    }

    @Test(
        "width is counted in terminal columns",
        arguments: [
            ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ｱ", 1), ("Ａ", 2), ("한", 2), ("🚀", 2), ("", 0),
        ])
    func widths(_ text: String, _ expected: Int) {
        #expect(TerminalText.width(text) == expected)
    }

    @Test(
        "a quoted value has nothing in it that a terminal or a reader would take for something else",
        arguments: [
            ("plain é 😀", "plain é 😀"), ("a\u{1B}[2J", "a\\u{1B}[2J"), ("a\nb\tc", "a\\nb\\tc"),
            ("\u{202E}abc", "\\u{202E}abc"), ("\u{A0}", "\\u{A0}"), ("\u{200B}", "\\u{200B}"),
            ("\u{9B}", "\\u{9B}"),
            ("", ""),
        ])
    func printable(text: String, shown: String) {
        #expect(TerminalText.quoted(text.utf8, limit: 200) == shown)
    }

    @Test("bytes that are not UTF-8 are shown as what they are")
    func stray() {
        #expect(
            TerminalText.quoted([0x41, 0xE9, 0x42, 0xE2, 0x82, 0xC3, 0xA9, 0xF0], limit: 200)
                == "A\\x{E9}B\\x{E2}\\x{82}é\\x{F0}")
    }

    @Test("at most the limit of a value is shown", arguments: [199, 200, 201, 10_000])
    func truncation(count: Int) {
        let shown = TerminalText.quoted(String(repeating: "é", count: count).utf8, limit: 200)
        #expect(shown.count == min(count, 200) + (count > 200 ? 1 : 0))
        #expect(shown.hasSuffix("…") == (count > 200))
    }

    @Test(
        "a text is cut to the columns that there are, its mark included, and whole where it fits",
        arguments: [
            ("", ""), ("abcd", "abcd"), ("abcde", "abc…"), ("日本", "日本"), ("日本語", "日…"), ("a日本", "a日…"),
            ("abcd\u{301}", "abcd\u{301}"), ("abc\u{301}de", "abc\u{301}…"),
            (String(repeating: "x", count: 1_000_000), "xxx…"),
        ])
    func cut(text: String, shown: String) {
        #expect(TerminalText.cut(text, to: 4) == shown)
        #expect(TerminalText.width(TerminalText.cut(text, to: 4)) <= 4)
    }
}
