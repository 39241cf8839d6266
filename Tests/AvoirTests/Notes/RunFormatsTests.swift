import Testing

@testable import avoir

@Suite("what avoir run writes") struct RunFormatsTests {
    private func refusal(_ names: [String]) -> String {
        do throws(RunFormats.Refusal) {
            _ = try RunFormats(names: names)
            return ""
        } catch {
            return error.description
        }
    }

    @Test("every name is a form of the report or of the notes, and only of one")
    func names() throws {
        for name in RunFormats.names where name != "pdf" {
            let formats = try RunFormats(names: [name])
            #expect(formats.reports.count + formats.notes.count == 1, "\(name)")
        }
        let all = try RunFormats(names: RunFormats.names.filter { $0 != "pdf" })
        #expect(all.reports == [.json, .csv, .text, .html])
        #expect(all.notes == [.json, .html, .csv, .ubl, .cii, .facturx, .entries])
    }

    @Test("a name twice counts once; the order is kept")
    func twice() throws {
        let formats = try RunFormats(names: ["entries", "csv", "pdf", "csv"])
        #expect(formats.formats == [.entries, .csv, .pdf])
        #expect(formats.arePrinted && formats.hasPages && formats.hasTables)
        #expect(try !RunFormats(names: ["json", "ubl", "entries"]).hasPages)
    }

    @Test(
        "what is no list of formats is refused with the reason",
        arguments: [
            (["json", "xml"], "unknown format xml; the formats are json, csv, text, html, notes-json, "),
            (["PDF"], "unknown format PDF; "), ([""], "unknown format ; "), ([], "no format is named"),
            (["facturx", "json", "pdf"], "pdf and facturx write the same file"),
        ])
    func refused(names: [String], reason: String) {
        #expect(refusal(names).hasPrefix(reason))
    }
}
