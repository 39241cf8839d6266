import ArgumentParser
import Documents
import Intake
import SLA

struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Turns another tool's files into avoir's own rows, as CSV; touches no database.",
        discussion: """
            The profile says how the tool's files are read (avoir sources list). Standard output has the columns that \
            it states, so that nothing else is cleared when the rows are imported. What gives no row, and what a row \
            leaves open, is told on standard error. All files of one command are one input: an outage may begin in one \
            and end in another.

              avoir convert outages --from zabbix problems-*.ndjson --objects objects.csv
              avoir convert maintenance --from icalendar --time-zone Europe/Paris --month 2026-10 calendar.ics
              avoir convert outages --from ./our-tool.yaml export.csv | avoir import outages -

            docs/reference/sources.md describes profiles and the objects file.
            """)

    @Argument(
        help: ArgumentHelp(
            "What the rows are to be: \(FactKind.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "kind"))
    var kind: FactKind
    @Argument(help: "Files as the tool wrote them; - is standard input.") var files: [String]
    @OptionGroup var sources: SourceOptions
    @Option(
        help: ArgumentHelp(
            "Whose wall clock times without an offset are on, e.g. Europe/Paris.", valueName: "zone"))
    var timeZone: String?
    @Flag(help: "Write no row at all when anything is refused, not mapped or incomplete.") var strict = false
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if sources.from == nil {
            throw ValidationError("--from is missing: the profile of the tool that wrote the files")
        }
    }

    mutating func run() async throws {
        let session = try Session(options)
        let zone = try timeZone.map(session.zone)
        let conversion = try FileConversion(
            kind, files, sources, profile: sources.from ?? "", zone: zone, session)
        let converted = try conversion.run()
        converted.report(isQuiet: options.quiet)
        let rows = strict && converted.log.hasFailure ? [] : converted.result.rows
        try options.json ? writeJSON(rows, converted, conversion) : writeCSV(rows, converted)
        if converted.log.hasFailure { throw ExitCode(ExitStatus.inputRejected.rawValue) }
    }

    private func writeCSV(_ rows: [ConvertedRow], _ converted: Converted) throws {
        var csv = CSVWriter(dialect: .standard, to: ByteStream { try Terminal.result($0) })
        for column in converted.result.columns { csv.plain(column.name) }
        csv.endRow()
        for row in rows {
            for cell in row.cells { csv.plain(cell) }
            csv.endRow()
            try csv.stream.drainIfFull()
        }
        try csv.stream.drain()
    }

    private func writeJSON(
        _ rows: [ConvertedRow], _ converted: Converted, _ conversion: FileConversion
    ) throws {
        let columns = converted.result.columns.map(\.name)
        var json = JSONWriter(to: ByteStream { try Terminal.result($0) })
        json.beginObject()
        json.string("schema", "avoir.convert/1")
        json.string("kind", kind.rawValue)
        json.string("profile", converted.profile)
        json.string("source", kind.index(of: "source") == nil ? nil : conversion.source)
        json.strings("columns", columns)
        json.beginArray("rows")
        for row in rows {
            json.object { json in
                for (column, cell) in zip(columns, row.cells) { json.string(column, cell) }
            }
            try json.stream.drainIfFull()
        }
        json.end()
        converted.write(to: &json)
        json.end()
        try json.stream.drain()
    }
}
