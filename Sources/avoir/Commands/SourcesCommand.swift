import ArgumentParser
import Contracts
import Documents
import Intake
import Messages
import SLA
import StrictYAML

struct SourcesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources",
        abstract: "Source profiles: how other tools' files are read.",
        discussion: """
            A profile is a YAML file. Those in the program hold what is true of a tool everywhere; for what is only \
            true with you (a category, a threshold, a column of your own) copy one and change it:

              avoir sources show glpi > our-glpi.yaml
              avoir sources check our-glpi.yaml
              avoir convert outages --from our-glpi.yaml tickets.csv --objects objects.csv --time-zone Europe/Paris

            docs/reference/sources.md describes every key. None of these commands needs a database.
            """,
        subcommands: [List.self, Show.self, Check.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the profiles in the program.")
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let profiles = try BuiltInProfile.all.map { known in
                try known.profile { try? session.zone($0) }
            }
            try Terminal.result(
                options, json: ProfileText.json(of: profiles), text: ProfileText.table(of: profiles))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a profile as it stands in the program, to copy and change.")
        @Argument(help: "The profile's name.") var name: String
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            try Terminal.result(try ProfileChoice.builtIn(name).yaml)
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks profile files and says what they mean: kinds, columns and what they need.")
        @Argument(help: "YAML files; - is standard input.") var files: [String]
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            var profiles: [(file: String, profile: SourceProfile)] = []
            var code: ExitStatus?
            for file in files {
                do {
                    let yaml = try InputBytes.whole(file, limit: 1 << 20)
                    let name = file == "-" ? "standard input" : file
                    let profile = try ProfileFile.parse(bytes: yaml, file: name) { try? session.zone($0) }
                    profiles.append((name, profile))
                } catch let error as StrictYAMLErrors {
                    Terminal.line(onStandardError: error.description)
                    code = .configurationInvalid
                } catch let failure as Failure {
                    Terminal.error(failure.message)
                    if code == nil { code = failure.code }
                }
            }
            try Terminal.result(
                options, json: ProfileText.json(of: profiles.map(\.profile)),
                text: profiles.map { ProfileText.meaning(of: $0.profile, file: $0.file) }.joined())
            if let code { throw ExitCode(code.rawValue) }
        }
    }
}
