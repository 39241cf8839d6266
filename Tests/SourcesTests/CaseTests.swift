import Contracts
import Glibc
import Intake
import SLA
import TestSupport
import Testing

/// Files as tools write them, the rows that they must become, and what must be said: `Cases/TOOL/CASE`.
@Suite struct CaseTests {
    /// What `case.json` says, and the folder.
    struct Case: CustomTestStringConvertible {
        let name: String
        let folder: String
        let details: JSON

        var testDescription: String { name }

        static let all: [Case] = {
            let root = "\(Checkout.root)/Tests/SourcesTests/Cases"
            return folders(in: root).flatMap { tool in
                folders(in: "\(root)/\(tool)").compactMap { name in
                    let folder = "\(root)/\(tool)/\(name)"
                    guard let bytes = try? Checkout.bytes(of: "\(folder)/case.json"),
                        let details = try? JSON(bytes)
                    else { return nil }
                    return Case(name: "\(tool)/\(name)", folder: folder, details: details)
                }
            }
        }()

        private static func folders(in path: String) -> [String] {
            guard let folder = opendir(path) else { return [] }
            defer { closedir(folder) }
            var names: [String] = []
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if !name.hasPrefix(".") { names.append(name) }
            }
            return names.sorted()
        }
    }

    @Test func everyProfileOfTheProgramHasACase() {
        let used = Set(Case.all.compactMap(\.details["profile"].text))
        #expect(BuiltInProfile.all.map(\.name).filter { !used.contains($0) } == [])
    }

    @Test(arguments: Case.all)
    func aCaseGivesItsRowsAndItsSentences(_ trial: Case) throws {
        let outcome = try run(trial)
        let expected = String(decoding: try Checkout.bytes(of: "\(trial.folder)/expected.csv"), as: UTF8.self)
        #expect(outcome.csv == expected)
        #expect(outcome.said == trial.details["said"].elements.compactMap(\.text))
        #expect(outcome.hasFailure == (trial.details["fails"].isTrue))
    }

    /// The rows of a conversion pass the reader of avoir's own files as they are.
    @Test(arguments: Case.all)
    func whatIsWrittenIsReadBackWithoutARejection(_ trial: Case) throws {
        let outcome = try run(trial)
        let kind = try #require(FactKind(rawValue: trial.details["kind"].text ?? ""))
        var reader = try Reader(kind: kind, source: .bytes(Array(outcome.csv.utf8)))
        var row = Row()
        var count = 0
        reading: while true {
            switch try reader.next(&row) {
            case .end: break reading
            case .row: count += 1
            case .rejection(let rejection): Issue.record("\(rejection)")
            }
        }
        #expect(count == outcome.rows.count)
    }

    private func run(_ trial: Case) throws -> Outcome {
        let details = trial.details
        let kind = try #require(FactKind(rawValue: details["kind"].text ?? ""))
        let names = details["files"].elements.compactMap(\.text)
        var conversion = Trial(profile: "", kind: kind, files: [])
        conversion.zone = details["time_zone"].text
        conversion.month = details["month"].text
        conversion.objects = (try? Checkout.bytes(of: "\(trial.folder)/objects.csv")).map {
            String(decoding: $0, as: UTF8.self)
        }
        let profile: SourceProfile
        if let own = details["profile_file"].text {
            let yaml = try Checkout.bytes(of: "\(trial.folder)/\(own)")
            profile = try ProfileFile.parse(bytes: yaml, file: own, zone: Trial.zone)
        } else {
            let known = try #require(BuiltInProfile.all.first { $0.name == details["profile"].text })
            profile = try known.profile(zone: Trial.zone)
        }
        let sources = names.map { Source.path("\(trial.folder)/\($0)") }
        return try conversion.run(profile, sources, names: names)
    }
}

extension Outcome {
    /// As RFC 4180 has it, with quotes only where they are needed.
    var csv: String {
        ([columns] + cells).map { row in
            row.map { cell in
                let needsQuotes = cell.utf8.contains { ",\"\r\n".utf8.contains($0) }
                return needsQuotes ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
            }.joined(separator: ",") + "\r\n"
        }.joined()
    }
}
