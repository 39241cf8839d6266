import ArgumentParser
import Contracts
import Documents
import Hashing
import Messages
import Postgres
import SLA
import Store

struct IssuerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issuer",
        abstract: "Manages the issuer of credit notes.",
        discussion: """
            A YAML file names the provider, its registration numbers and its number series (examples/issuer.yaml); if wanted, \
            also whom customers ask (contact), a picture (logo), and how credits are settled (settlement). Every version is kept, and each credit note freezes the version that it was issued with. A file named by \
            template lays out the PDF files of those notes; avoir note template prints the one to start from.
            """,
        subcommands: [Set.self, Show.self])

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks an issuer file and puts it in force for future notes.")
        @Argument(help: "A YAML file; - is standard input.") var file: String
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let yaml = try InputBytes.whole(file, limit: 1 << 20)
            let details = try IssuerFile.parse(bytes: yaml, file: file)
            let design = try IssuerDesignFiles(details, namedBy: file)
            try design.tryOut(session)
            let connection = try await session.open()
            let (number, isNew) = try IssuerVersion(
                details, yaml: yaml, template: design.template, logo: design.logo
            ).set(connection)
            try Terminal.result(
                options,
                json: JSONWriter.whole { json in
                    json.object { json in
                        json.integer("version", number)
                        json.bool("set", isNew)
                    }
                },
                text: "issuer \(TerminalText.safe(details.issuer.name)): version \(number) "
                    + (isNew ? "is in force\n" : "is already in force, unchanged\n"))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows the issuer in force.")
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let connection = try await Session(options).open()
            guard let (number, issuer) = try IssuerVersion.current(connection) else {
                throw Failure(.configurationInvalid, IssueRefusal.noIssuer.description)
            }
            var table = Table([.left, .left])
            table.add(["version", String(number)])
            for (column, text) in issuer.shown { if let text { table.add([column, text]) } }
            let digests = [("template_sha256", issuer.template), ("logo_sha256", issuer.logo)].map {
                name, bytes in
                (name, bytes.map { Digest.hexadecimal(Digest.sha256($0)) })
            }
            for (name, digest) in digests { if let digest { table.add([name, digest]) } }
            try Terminal.result(
                options,
                json: JSONWriter.whole { json in
                    json.object { json in
                        json.integer("version", number)
                        for (column, text) in issuer.texts { json.string(column, text) }
                        json.bool("vat_on_debits", issuer.issuer.vatOnDebits)
                        json.integer("first_number", issuer.firstNumber)
                        for (name, digest) in digests { json.string(name, digest) }
                    }
                }, text: table.lines().map { $0 + "\n" }.joined())
        }
    }
}

extension IssuerVersion {
    init(_ details: IssuerDetails, yaml: [UInt8], template: [UInt8]?, logo: [UInt8]?) {
        self.init(
            issuer: details.issuer, seriesPattern: details.series.pattern, notesPer: details.notesPer,
            settlement: details.settlement, approval: details.approval, firstNumber: details.firstNumber,
            yaml: yaml, template: template, logo: logo)
    }
}
