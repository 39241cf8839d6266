import ArgumentParser
import Documents
import Hashing
import Messages
import Postgres
import SLA
import Store

struct TermsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terms",
        abstract: "Manages SLA terms: versioned YAML files.",
        discussion: """
            Terms say which hours are covered, what excuses downtime, the availability promised and the \
            credit tiers. Examples for five real contracts are in examples/terms. A stored version never \
            changes: new content is a new version with its own effective_from.
            """,
        subcommands: [Check.self, Explain.self, Add.self, List.self, Show.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a terms file and says what it means; needs no database.")
        @Argument(help: "A YAML file; - is standard input.") var file: String
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let (terms, yaml) = try TermsReader.read(file, Session(options))
            let version = TermsSummary(terms: terms, sha256: Digest.hexadecimal(Digest.sha256(yaml)))
            for doubt in TermsExplanation.doubts(terms, .english) { Terminal.warning(doubt) }
            try Terminal.result(options, json: version.json, text: version.text)
        }
    }

    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says a whole terms file back in sentences; needs no database.",
            discussion: """
                For whoever signed the contract: when it is in force, which hours are covered, what counts, what is \
                promised, what a miss earns and how it is asked for, with three worked outages, and what may not be \
                meant. As a page with --format html.

                Examples:
                  avoir terms explain contract.yaml --lang fr
                  avoir terms explain contract.yaml --lang fr --format html > contract.html
                """)
        @Argument(help: "A YAML file; - is standard input.") var file: String
        @Option(help: "text or html.") var format: ExplanationFormat = .text
        @Option(help: "The language: fr or en.") var lang: Language?
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let (terms, _) = try TermsReader.read(file, session)
            let explanation = TermsExplanation(terms, zone: try session.zone(terms.timeZone))
            switch format {
            case .text: try Terminal.result(explanation.text(session.language(lang)))
            case .html: try Terminal.result(explanation.page(session.language(lang)))
            }
        }
    }

    enum ExplanationFormat: String, ExpressibleByArgument, CaseIterable {
        case text, html
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a terms file and stores it as a version that never changes.")
        @Argument(help: "A YAML file; - is standard input.") var file: String
        @Flag(
            help: """
                Also where months that are over were assessed under another version of these terms; without it \
                such a version is refused. The audit log keeps who did it.
                """)
        var restate = false
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let (terms, yaml) = try TermsReader.read(file, session)
            let connection = try await session.open()
            let isNew = try TermsVersions.add(
                terms, yaml: yaml, file: file, restate: restate, now: session.now(), on: connection)
            if options.json {
                try Terminal.result(
                    JSONWriter.whole { json in
                        json.object { json in
                            json.string("id", terms.id)
                            json.string("version", terms.version)
                            json.string("sha256", Digest.hexadecimal(Digest.sha256(yaml)))
                            json.bool("added", isNew)
                        }
                    })
            } else {
                try Terminal.result(
                    "terms \(terms.id) version \(terms.version), effective from \(terms.effectiveFrom): "
                        + (isNew ? "added\n" : "already known, unchanged\n"))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the stored versions.")
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let connection = try await Session(options).open()
            let versions = try TermsVersions.list(connection).map {
                TermsSummary(terms: $0.terms, sha256: $0.sha256)
            }
            try Terminal.result(
                options, json: TermsSummary.json(of: versions), text: TermsSummary.table(of: versions))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows every stored version of these terms, as it was read.")
        @Argument(help: "The id of the terms.") var id: String
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let connection = try await Session(options).open()
            let versions = try TermsVersions.list(connection, id: id)
            guard !versions.isEmpty else {
                throw Failure(.failure, "no terms \(TerminalText.safe(id)) are stored; see: avoir terms list")
            }
            if options.json {
                return try Terminal.result(
                    TermsSummary.json(
                        of: versions.map { TermsSummary(terms: $0.terms, sha256: $0.sha256) }))
            }
            for version in versions {
                try Terminal.result(
                    "# \(version.terms.id) version \(TerminalText.safe(version.terms.version)), sha256 \(version.sha256)\n"
                )
                try Terminal.result(
                    String(decoding: version.yaml, as: UTF8.self).split(
                        separator: "\n", omittingEmptySubsequences: false
                    )
                    .map { TerminalText.safe(String($0)) }.joined(separator: "\n"))
            }
        }
    }
}
