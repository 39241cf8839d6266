import Documents
import Glibc
import TestSupport
import Testing

@testable import avoir

@Suite("Programs that make PDF files") struct PDFPrinterTests {
    private static let python = "\(Checkout.root)/.build/typst-venv/bin/python3"
    private static let environment = [
        "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "AVOIR_PYTHON": python,
    ]

    private func job(_ number: String, _ template: String) -> PDFPrinter.Job {
        PDFPrinter.Job(
            number: number, data: NoteTemplate.sample(with: nil), cii: nil, template: Array(template.utf8))
    }

    @Test("files come in the order of the jobs, however long each takes")
    func order() throws {
        let printer = PDFPrinter(Self.environment)
        var numbers: [String] = []
        for place in 0..<150 {
            // Some take a hundred times as long as others, and all that may wait waits for the first.
            let pages = place == 0 ? 3000 : place % 10 == 0 ? 200 : 1
            numbers += try printer.add(job("\(place)", "#for n in range(\(pages)) [ #lorem(300) ]")).map(
                \.number)
        }
        numbers += try printer.finish().map(\.number)
        #expect(numbers == (0..<150).map { "\($0)" })
    }

    @Test("a note that takes too long is named, and its program ends")
    func endless() throws {
        let printer = PDFPrinter(Self.environment, patience: 300)
        let failure = #expect(throws: Failure.self) {
            _ = try printer.add(job("AV-9", "#while true {}"))
            _ = try printer.add(
                job("AV-10", "#for a in range(100000) { for b in range(100000) { let c = a * b } }"))
            _ = try printer.finish()
        }
        #expect(failure?.message.contains("AV-9") == true || failure?.message.contains("AV-10") == true)
    }

    @Test(
        "texts that mean harm are printed, or shown as what they are not",
        arguments: [
            "#image(\"/etc/passwd\")", "$ \\ ` * _ @ref <label> // /* */ #eval(\"1\")",
            "\u{2028}a\u{2029}b\u{AD}c\u{85}d",
            "\u{202E}evil\u{202C} \u{2066}x\u{2069}", "\u{0}\u{1}\u{7F}\u{9F}",
            "\u{FEFF}\u{FFFE}\u{E000}\u{10FFFF}",
            "שלום مرحبا Ω Ж Łódź", String(repeating: "x", count: 50_000),
            String(repeating: "mot ", count: 12_500),
            String(repeating: "\n", count: 1_000), String(repeating: "e\u{301}\u{327}", count: 5_000),
        ])
    func hostile(text: String) throws {
        let sample = String(decoding: NoteTemplate.sample(with: nil), as: UTF8.self)
        let fit = String(
            decoding: JSONWriter.whole(isOneLine: true) { json in
                json.array { $0.text(nil, text) }
            }.dropFirst().dropLast(2), as: UTF8.self)
        // In the place of every name, reference and reason.
        let data = ["\"Client Exemple SA\"", "\"noc/INC-42\"", "\"FA-2026-1107\"", "\"Exemple Télécom SAS\""]
            .reduce(sample) { $0.replacing($1, with: fit) }
        #expect(data != sample)
        let printer = PDFPrinter(Self.environment)
        var printed = try printer.add(.init(number: "AV-1", data: Array(data.utf8), cii: nil, template: nil))
        printed += try printer.finish()
        #expect(printed.count == 1 && printed[0].pdf.starts(with: Array("%PDF-1.7".utf8)))
    }

    @Test("characters that no font has are named")
    func missing() throws {
        let data = String(decoding: NoteTemplate.sample(with: nil), as: UTF8.self)
            .replacing("Client Exemple SA", with: "東京 🔥 SA")
        let printer = PDFPrinter(Self.environment)
        var printed = try printer.add(.init(number: "AV-1", data: Array(data.utf8), cii: nil, template: nil))
        printed += try printer.finish()
        #expect(printed.map(\.missing) == ["U+4EAC,U+6771,U+1F525"])
    }
}
