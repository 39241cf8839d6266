import TestSupport
import Testing

@Suite("Pages and e-invoices of a month whose every text means harm")
struct CommandHostilePageTests {
    @Test(
        "pages hold no markup, attribute or order of characters that comes from data",
        arguments: HostileMonth.allCases)
    func pages(month: HostileMonth) async throws {
        try await month.with { database in
            var pages: [String] = []
            for language in ["fr", "en"] {
                let report = try await database.issuing(
                    "report", "2026-10", "--format", "html", "--lang", language)
                #expect(report.errors.isEmpty)
                pages.append(report.text)
            }
            let folder = "\(database.folder)/pages"
            try await database.issuing(
                "note", "export", "--month", "2026-10", "--format", "html", "--output", folder
            ).expectSilentSuccess()
            let names = try TemporaryFolder.names(in: folder)
            #expect(names.count == month.count + month.documents.reasons.count)
            for name in names {
                pages.append(String(decoding: try Checkout.bytes(of: "\(folder)/\(name)"), as: UTF8.self))
            }
            var texts: Set<[UInt8]> = []
            for page in pages {
                let read = try MarkupCheck(page)
                #expect(read.elements.filter(isForeign).isEmpty)
                #expect(read.all("script").count <= 1)
                #expect(!page.unicodeScalars.contains(where: isOrder))
                texts.formUnion(read.texts.map { Array($0.utf8) })
            }
            for text in month.payloads.texts + month.documents.reasons.map({ "Motif : " + $0 }) {
                let shown = String(String.UnicodeScalarView(text.unicodeScalars.map(shown)))
                let isShown = texts.contains(Array(shown.utf8))
                #expect(isShown, "\(text.prefix(60))")
            }
        }
    }

    private func isForeign(_ element: MarkupCheck.Element) -> Bool {
        ["img", "iframe", "object", "embed", "base", "form", "link"].contains(element.name)
            || element.attributes.contains { name, value in
                // Links lead within the page.
                name.hasPrefix("on") || ["src", "action", "formaction"].contains(name)
                    || (name == "href" && !value.hasPrefix("#"))
                    || (name == "style" && value.contains("url"))
            }
    }

    private func isOrder(_ scalar: Unicode.Scalar) -> Bool {
        0x202A...0x202E ~= scalar.value || 0x2066...0x2069 ~= scalar.value
    }

    /// As a page shows it: what reorders or controls, and what is no character, is a mark.
    private func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let isNone = 0xFDD0...0xFDEF ~= scalar.value || scalar.value & 0xFFFE == 0xFFFE
        let isControl =
            scalar.properties.generalCategory == .control && !"\t\n\r".unicodeScalars.contains(scalar)
        return isNone || isControl || isOrder(scalar) ? "\u{FFFD}" : scalar
    }

    @Test(
        "e-invoices are well formed, declare nothing, and say the texts", arguments: ["ubl", "cii"],
        HostileMonth.allCases)
    func invoices(format: String, month: HostileMonth) async throws {
        try await month.with { database in
            let export = try await database.issuing(
                "note", "export", "--month", "2026-10", "--format", format, "--output",
                "\(database.folder)/out"
            ).expect(65)
            let names = try TemporaryFolder.names(in: "\(database.folder)/out")
            // The official rules refuse the numbers of the other invoices.
            let credits = (0..<month.count).filter { place in
                month.facts.invoice(place).wholeMatch(of: /[A-Za-z0-9+_\/-]{1,35}/) != nil
            }
            #expect(names.count == credits.count + month.documents.reasons.count, "\(export)")
            var texts: Set<[UInt8]> = []
            for name in names {
                #expect(
                    name.wholeMatch(of: /%2Ftmp%2F_%2F2026%2F[0-9]{6}\.(ubl|cii)\.xml/) != nil, "\(name)")
                let read = try EInvoiceXML.read(try Checkout.bytes(of: "\(database.folder)/out/\(name)"))
                texts.formUnion(read.all.map { Array($0.text.utf8) })
            }
            #expect(2 * credits.count >= month.count && credits.count < month.count)
            for place in credits {
                let name = month.payloads.text(place)
                let isStated = texts.contains(line(name))
                #expect(isStated, "customer \(name.prefix(60))")
            }
            for (number, reason) in month.documents.reasons.enumerated() {
                let text = "Annulation de l'avoir \(HostileMonth.reversed(number)) du 5 novembre 2026 : "
                let isStated = texts.contains(line(text + reason))
                #expect(isStated, "reason \(reason.prefix(60))")
            }
            let issuers = (0..<HostileDocuments.issuers).map {
                month.payloads.line(from: $0 * 10 + 10, longest: 200)
            }
            for issuer in issuers {
                let isStated = texts.contains(line(issuer))
                #expect(isStated, "issuer \(issuer)")
            }
        }
    }

    /// As e-invoices say it: blanks, line breaks and tabs in a row are one blank, what XML cannot hold is a mark.
    private func line(_ text: String) -> [UInt8] {
        let breaks = Set("\t\n\u{B}\u{C}\r \u{85}\u{2028}\u{2029}".unicodeScalars)
        let scalars = text.unicodeScalars.map { scalar in
            !breaks.contains(scalar) && (scalar.value < 0x20 || 0xFFFE...0xFFFF ~= scalar.value)
                ? "\u{FFFD}" : scalar
        }
        let words = String.UnicodeScalarView(scalars).split(whereSeparator: breaks.contains)
        return Array(words.map { Array(String($0).utf8) }.joined(separator: [UInt8(ascii: " ")]))
    }

    @Test("a PDF is made of the words, and does nothing", arguments: HostileMonth.allCases)
    func pdf(month: HostileMonth) async throws {
        try await month.with { database in
            let notes = try await database.notes()
            let customer = month.payloads.code(10, "c")
            let credit = try #require(notes.first { $0["customer"].text == customer }?["number"].text)
            // The longest of their texts have 64 KiB.
            let longest = try #require(
                notes.filter { $0["reason"].text != nil }.max {
                    ($0["reason"].text ?? "").utf8.count < ($1["reason"].text ?? "").utf8.count
                })
            let reversal = try #require(longest["number"].text)
            try await database.issuing(
                "note", "export", credit, reversal, "--format", "facturx", "--output",
                "\(database.folder)/out"
            ).expect(0)
            try await database.issuing(
                "note", "export", credit, reversal, "--format", "cii", "--output", "\(database.folder)/cii"
            ).expectSilentSuccess()
            for number in [credit, reversal].map({ $0.replacing("/", with: "%2F") }) {
                // What a reader would run, follow or send stands nowhere; the metadata are well-formed XML.
                try await database.shell(
                    """
                    set -e
                    pdf=out/\(number).pdf
                    test -z "$(pdfinfo -js $pdf)"
                    ! grep -aqE '/(JavaScript|JS|Launch|URI|OpenAction|AA|SubmitForm|GoToR|GoToE)[ /<(\\[]' $pdf
                    pdfinfo -meta $pdf | python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.stdin.buffer)'
                    pdfdetach -saveall -o . $pdf
                    cmp factur-x.xml cii/\(number).cii.xml
                    pdftotext $pdf \(number).txt
                    """
                ).expectSilentSuccess()
            }
            if month == .known {
                let text = try Checkout.bytes(
                    of: "\(database.folder)/\(credit.replacing("/", with: "%2F")).txt")
                #expect(String(decoding: text, as: UTF8.self).contains("<script>alert(1)</script>"))
            }
        }
    }
}
