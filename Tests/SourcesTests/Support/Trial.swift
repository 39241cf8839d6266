import Contracts
import Intake
import SLA
import StrictYAML
import TimeZones

/// One conversion of files that are texts in a test.
struct Trial {
    var profile: String
    var kind = FactKind.outages
    /// Names and contents, in the order of the command line.
    var files: [(name: String, text: String)]
    var objects: String?
    var zone: String?
    var month: String?
    var charset: Charset?
    var source: String?
    /// How many bytes a file gives at a time.
    var chunk = Int.max

    /// A profile with one mapping, whose keys are indented by two blanks.
    init(
        _ mapping: String, kind: FactKind = .outages, _ files: String..., objects: String? = nil,
        zone: String? = nil
    ) {
        let keys = mapping.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
        profile = "profile: trial\ntitle: A trial\n\(kind.rawValue):\n" + keys.joined(separator: "\n") + "\n"
        self.kind = kind
        self.files = files.enumerated().map { ("\($0.offset + 1)", $0.element) }
        self.objects = objects
        self.zone = zone
    }

    init(profile: String, kind: FactKind, files: [(name: String, text: String)]) {
        self.profile = profile
        self.kind = kind
        self.files = files
    }

    static func zone(_ name: String) -> Zone? { try? TimeZoneData(environment: [:]).zone(named: name) }

    func read() throws -> SourceProfile {
        try ProfileFile.parse(bytes: Array(profile.utf8), file: "trial.yaml", zone: Self.zone)
    }

    func run() throws -> Outcome {
        let sources = files.map { Source.bytes(Array($0.text.utf8), chunk: chunk) }
        return try run(try read(), sources, names: files.map(\.name))
    }

    /// `names` are those of the files in what is said.
    func run(_ profile: SourceProfile, _ sources: [Source], names: [String]) throws -> Outcome {
        var options = ConversionOptions(source: source ?? profile.source, zoneNamed: Self.zone)
        if let objects { options.objects = try ObjectsFile.parse(Array(objects.utf8)) }
        options.zone = zone.flatMap(Self.zone)
        options.charset = charset
        if let month = month.flatMap({ Month($0) }), let zone = options.zone {
            options.month = zone.start(of: month.firstDay)..<zone.start(of: month.lastDay.adding(days: 1))
        }
        guard let mapping = profile.mapping(of: kind) else { throw NotServed(kind: kind) }
        let log = MessageLog(keepsAll: true)
        var conversion = Conversion(mapping, kind: kind, options, log: log)
        try conversion.read(sources)
        return Outcome(conversion.finish(), log, names: names)
    }

    struct NotServed: Error {
        let kind: FactKind
    }
}

/// What a trial comes to, as texts.
struct Outcome {
    let columns: [String]
    /// Of each row; empty where there is no value.
    let cells: [[String]]
    /// `FILE:LINE: NAME: sentence`, in the order in which they were found.
    let said: [String]
    let codes: [SourceMessage.Code]
    let counts: ConversionCounts
    let unmapped: [UnmappedObject]
    let hasFailure: Bool

    /// A line for each row, cells between bars.
    var rows: [String] { cells.map { $0.joined(separator: "|") } }
    /// The same after the names of the columns.
    var table: [String] { [columns.joined(separator: "|")] + rows }

    init(_ result: Conversion.Result, _ log: MessageLog, names: [String]) {
        columns = result.columns.map(\.name)
        cells = result.rows.map { row in row.cells.map { $0 ?? "" } }
        said = log.all.map { message in
            let place = message.file.map { file in
                message.line.map { "\(names[file]):\($0): " } ?? "\(names[file]): "
            }
            return (place ?? "") + (message.name.map { "\($0): " } ?? "") + message.text
        }
        codes = log.all.map(\.code)
        counts = log.counts
        unmapped = result.unmapped
        hasFailure = log.hasFailure
    }
}

/// Everything that is wrong with a profile, a line each; empty for a sound one.
func problems(of profile: String) -> [String] {
    do throws(StrictYAMLErrors) {
        _ = try ProfileFile.parse(bytes: Array(profile.utf8), file: "p.yaml", zone: Trial.zone)
        return []
    } catch {
        return error.description.split(separator: "\n").map(String.init)
    }
}

/// The same of one mapping; lines and paths are those of the whole file.
func problems(in mapping: String, kind: FactKind = .outages) -> [String] {
    problems(of: Trial(mapping, kind: kind).profile)
}
