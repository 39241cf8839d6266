import Testing

@testable import avoir

@Suite("what the PDF program answers") struct PDFFramesTests {
    /// - Parameter part: how many bytes come at a time.
    private func frames(_ text: String, part: Int = .max) throws -> [PDFFrames.Frame] {
        var frames = PDFFrames()
        var all: [PDFFrames.Frame] = []
        var rest = Array(text.utf8)[...]
        repeat {
            frames.append(rest.prefix(part))
            rest = rest.dropFirst(part)
            while let frame = try frames.next() { all.append(frame) }
        } while !rest.isEmpty
        return all
    }

    @Test(
        "answers follow one another, whatever bytes they hold, however they come",
        arguments: [1, 2, 7, Int.max])
    func files(part: Int) throws {
        #expect(
            try frames(
                "ready 0.15.2\npdf 3 -\na\nbpdf 8 U+4E00,U+1F525\npdf 1 -\nfailed 4\nno\n!pdf 1 -\nx",
                part: part)
                == [
                    .ready("0.15.2"), .pdf(Array("a\nb".utf8), missing: ""),
                    .pdf(Array("pdf 1 -\n".utf8), missing: "U+4E00,U+1F525"), .failed("no\n!"),
                    .pdf(Array("x".utf8), missing: ""),
                ])
    }

    @Test("what was cut off is no answer yet", arguments: ["", "pdf", "pdf 3 -\nab", "failed 9\nno"])
    func cutOff(text: String) throws {
        #expect(try frames(text).isEmpty)
    }

    @Test(
        "what is something else is no answer",
        arguments: [
            "pdf 0 -\n", "pdf -1 -\nab", "pdf x -\nab", "pdf 3\nabc", "hello\n", "\n", "failed x\n",
            "error 3\nabc",
            String(repeating: "x", count: 5000),
        ])
    func malformed(text: String) {
        #expect(throws: PDFFrames.Malformed.self) { try frames(text) }
    }
}
