import ArgumentParser
import Documents
import Messages
import Postgres
import SLA
import Store

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the facts that are in force, and the months that are on hold.",
        discussion: """
            Text leaves out columns that say nothing, cuts long texts and puts the customer's name beside a \
            subscription. csv is the very format that avoir import reads, with every column and exact values: \
            importing it again changes nothing, and a copy that is corrected by hand is a correction. It is not \
            neutralised for spreadsheets.

            A subscription stands for its own facts, and for those of its service and its holiday calendar; a customer \
            stands for those of all its subscriptions. A month takes what has an instant or a day in it; an outage \
            without an end goes on. Facts that were withdrawn are listed, marked as such; reminders are not in force.

              avoir list outages --month 2026-10 --subscription SUB-0001
              avoir list invoices --month 2026-10 --format csv > invoices.csv
              avoir list outages --as-of 41

            The number after --as-of is that of an import (avoir imports): what was in force after it.

            avoir list holds shows the months that are on hold, since when, by whom and why.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, csv, json
    }

    @Argument(
        help: ArgumentHelp(
            "Which facts; ends are listed as part of outages. Or holds: the months on hold.",
            valueName: "kind"
        ))
    var listed: ListedKind
    @Option(help: "Only facts that concern this month.") var month: Month?
    @Option(help: ArgumentHelp("Only facts that concern this subscription.", valueName: "id"))
    var subscription: String?
    @Option(help: ArgumentHelp("Only facts that concern this customer's subscriptions.", valueName: "id"))
    var customer: String?
    @Option(help: ArgumentHelp("Only facts of this service and its subscriptions.", valueName: "name"))
    var service: String?
    @Option(help: ArgumentHelp("Only facts that this system reported.", valueName: "name"))
    var source: String?
    @Option(help: ArgumentHelp("What was in force after this import, by its number.", valueName: "batch"))
    var asOf: Int?
    @Option(help: "text, csv or json.") var format: Format = .text
    @Option(help: "The language of the months on hold: fr or en.") var lang: Language?
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard let kind = listed.facts else {
            for (name, isGiven) in [
                ("service", service != nil), ("source", source != nil), ("as-of", asOf != nil),
            ] where isGiven {
                throw ValidationError(
                    "holds are listed as they are now, by month, subscription and customer: leave out --\(name)"
                )
            }
            return
        }
        let fact = FactTable(kind).fact
        guard fact == kind else {
            let columns = kind.columns.map(\.name).filter { !kind.identity.contains($0) }
            throw ValidationError(
                "\(kind.rawValue) are not facts of their own: they are \(columns.joined(separator: ", ")) of "
                    + "\(fact.rawValue); see: avoir list \(fact.rawValue)")
        }
    }

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let zone = try session.sharedZone(connection)
        guard let kind = listed.facts else { return try printHolds(zone, session.language(lang), connection) }
        let listing = try listing(kind, zone, connection)
        let text = FactText(zone)
        let stream = ByteStream { try Terminal.result($0) }
        switch options.json ? .json : format {
        case .csv:
            var csv = FactsCSV(kind, text, to: stream)
            try listing.read(on: connection) { try csv.add($0.values) }
            try csv.finish()
        case .json:
            var json = FactsJSON(kind, text, asOf: asOf, to: stream)
            try listing.read(on: connection) { try json.add($0.values) }
            try json.finish()
        case .text:
            try printTable(kind, listing, text, stream, connection)
        }
    }

    private func printHolds(_ zone: Zone, _ language: Language, _ connection: Connection) throws {
        if let subscription { _ = try Session.key(ofSubscription: subscription, on: connection) }
        let holds = try Holds.standing(
            month: month, subscription: subscription, customer: customer, on: connection)
        let list = HoldsList(holds, zone: zone)
        switch options.json ? .json : format {
        case .csv: try Terminal.result(list.csv)
        case .json: try Terminal.result(list.json)
        case .text: try Terminal.result(list.text(in: language))
        }
    }

    private func listing(
        _ kind: FactKind, _ zone: Zone, _ connection: Connection
    ) throws -> FactListing {
        var filter = FactFilter()
        (filter.month, filter.zone) = (month, zone)
        (filter.subscription, filter.customer) = (subscription, customer)
        (filter.service, filter.source) = (service, source)
        if let asOf {
            let latest = try Watermark.latest(connection)
            guard let batch = Int32(exactly: asOf), 0...latest ~= batch else {
                throw Failure(.failure, "there is no batch \(asOf); the last one is \(latest)")
            }
            filter.asOf = batch
        }
        do {
            return try FactListing(kind, filter, on: connection)
        } catch let error as FactFilter.UnknownName {
            throw try Failure(error, .failure, on: connection)
        } catch let error as FactFilter.NotOfKind {
            throw Failure(.usage, "\(kind.rawValue) have no \(error.filter): leave out --\(error.filter)")
        }
    }

    /// How many facts are kept for the table; more are read once more.
    private static let keptFacts = 10_000

    /// Measures all lines, then writes them. Where the facts are read twice, both passes see the same.
    private func printTable(
        _ kind: FactKind, _ listing: FactListing, _ text: FactText, _ stream: ByteStream,
        _ connection: Connection
    ) throws {
        var stream = stream
        var table = FactsTable(kind, text)
        try connection.transaction(.repeatableRead, readOnly: true) {
            var kept: [FactListing.Fact] = []
            var count = 0
            try listing.read(customerNames: true, on: connection) {
                table.measure($0.values, customerName: $0.customerName)
                count += 1
                if count <= Self.keptFacts { kept.append($0) } else { kept = [] }
            }
            if let head = table.head { stream.append(head) }
            func write(_ fact: FactListing.Fact) throws {
                stream.append(table.line(fact.values, customerName: fact.customerName))
                try stream.drainIfFull()
            }
            if kept.count == count {
                for fact in kept { try write(fact) }
            } else {
                try listing.read(customerNames: true, on: connection, write)
            }
        }
        stream.append(line: "\(kind.rawValue): \(table.foot)")
        try stream.drain()
    }
}

extension Session {
    /// In which instants are told: the one that all stored terms share, else UTC.
    func sharedZone(_ connection: Connection) throws -> Zone {
        try TermsVersions.sharedTimeZone(connection).map(zone) ?? .utc
    }
}
