import ArgumentParser

/// The options that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The database: a libpq URI or keyword=value string.", valueName: "url"))
    var database: String?

    @Option(
        help: ArgumentHelp(
            "A YAML file with defaults (database, home, output, formats, lang).", valueName: "file"))
    var config: String?

    @Flag(help: "Write the result as JSON, for programs.")
    var json = false

    @Flag(help: "Print no progress or remarks on standard error, only warnings and errors.")
    var quiet = false
}
