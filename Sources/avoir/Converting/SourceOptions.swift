import ArgumentParser
import SLA

/// What says how another tool's files are read; of `convert` and `import`.
struct SourceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The profile of the tool that wrote the files (avoir sources list), or a profile file of your own: a name "
                + "with / or .yaml.",
            valueName: "profile"))
    var from: String?
    @Option(
        help: ArgumentHelp(
            "CSV with the columns object, service and subscription: what depends on which object of the tool.",
            valueName: "file"))
    var objects: String?
    @Option(
        help: ArgumentHelp(
            "The value of the column source, in place of the profile's: two servers of one tool need two names.",
            valueName: "name"))
    var source: String?
    @Option(
        help: ArgumentHelp(
            "How the files are encoded: utf-8, windows-1252, iso-8859-1 or iso-8859-15; in place of the profile's list.",
            valueName: "name"))
    var encoding: String?
    @Option(
        help: ArgumentHelp(
            "Keep only events that overlap this month on the wall clock of --time-zone; calendars with series need it.",
            valueName: "month"))
    var month: Month?

    /// The options that mean nothing without `--from`, as they were given.
    var needingProfile: [String] {
        [
            objects.map { _ in "--objects" }, source.map { _ in "--source" },
            encoding.map { _ in "--encoding" },
            month.map { _ in "--month" },
        ].compactMap { $0 }
    }
}
