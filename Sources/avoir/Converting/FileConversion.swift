import ArgumentParser
import Hashing
import Intake
import Messages
import SLA
import Store

/// The conversion of the files of one command.
struct FileConversion {
    let choice: ProfileChoice
    let kind: FactKind
    /// The value of the column `source`.
    let source: String
    let files: [String]
    /// As people know them.
    let names: [String]
    /// Of the objects file; nil without one.
    let objectsDigest: [UInt8]?
    /// On the wall clock of `--time-zone`.
    let month: Range<Instant>?
    private let mapping: SourceMapping
    private let options: ConversionOptions
    private let isQuiet: Bool
    private let keepsAll: Bool

    /// Reads the profile and the objects file. `zone` is that of `--time-zone`.
    init(
        _ kind: FactKind, _ files: [String], _ given: SourceOptions, profile: String, zone: Zone?,
        whole: Month? = nil, _ session: Session
    ) throws {
        choice = try ProfileChoice(profile, session)
        mapping = try choice.mapping(of: kind)
        if files.count > 1, files.contains("-") {
            throw Failure(
                .usage, "- is standard input and stands alone; name files, or join them in a pipe")
        }
        self.kind = kind
        self.files = files
        names = files.map { $0 == "-" ? "standard input" : TerminalText.safe($0) }
        source = given.source ?? choice.profile.source
        var options = ConversionOptions(source: source) { try? session.zone($0) }
        options.zone = zone
        options.charset = try Self.charset(given.encoding, mapping, choice.profile.name)
        month = try Self.span(of: given.month ?? whole, zone, kind)
        options.month = month
        var digest: [UInt8]?
        if let file = given.objects {
            let bytes = try InputBytes.whole(file, limit: 16 << 20)
            digest = Digest.sha256(bytes)
            options.objects = try Self.objects(bytes, file)
        }
        objectsDigest = digest
        self.options = options
        isQuiet = session.options.quiet
        keepsAll = session.options.json
    }

    private static func charset(
        _ name: String?, _ mapping: SourceMapping, _ profile: String
    ) throws -> Charset? {
        guard let name else { return nil }
        let names = Charset.allCases.map(\.rawValue)
        guard let charset = Charset(rawValue: name.lowercased()) else {
            let near = NearestName.of(name, among: names).map { "did you mean \($0)?" }
            throw Failure(
                .usage,
                "--encoding \(TerminalText.safe(name)) is not known; \(near ?? "it is \(names.joined(separator: ", "))")"
            )
        }
        guard mapping.read.kind.takesCharsets else {
            throw Failure(
                .usage,
                "--encoding says nothing of the files of \(profile), which are UTF-8 always")
        }
        return charset
    }

    private static func span(of month: Month?, _ zone: Zone?, _ kind: FactKind) throws -> Range<Instant>? {
        guard let month else { return nil }
        guard kind.index(of: "source") != nil else {
            throw Failure(
                .usage, "--month keeps events, and \(kind.rawValue) are none")
        }
        guard let zone else {
            throw Failure(
                .usage, "--month needs --time-zone: a month is one of some wall clock")
        }
        return zone.start(of: month.firstDay)..<zone.start(of: month.lastDay.adding(days: 1))
    }

    private static func objects(_ bytes: [UInt8], _ file: String) throws -> ObjectMap {
        do throws(ObjectsFile.Problems) {
            return try ObjectsFile.parse(bytes)
        } catch {
            let name = file == "-" ? "standard input" : TerminalText.safe(file)
            let lines = error.problems.map { problem in
                let fault = FieldFault(column: problem.column, reason: problem.reason, value: problem.value)
                return "\(name):\(problem.line): \(fault)"
            }
            throw Failure(.configurationInvalid, lines.joined(separator: "\n"))
        }
    }

    /// Of its batch: the files, as far as they are few.
    var name: String {
        let all = files.map { $0 == "-" ? "standard input" : $0 }
        guard all.count > 3 else { return all.joined(separator: ", ") }
        return all.prefix(2).joined(separator: ", ") + " and \(all.count - 2) further ones"
    }

    /// What its batch keeps of it.
    func origin(of converted: Converted, _ staging: ConvertedStaging) -> ImportOrigin {
        let files = files.map { $0 == "-" ? "standard input" : $0 }
        return ImportOrigin(
            profile: choice.profile.name, profileSHA256: choice.sha256, objectsSHA256: objectsDigest,
            isLacking: converted.log.hasFailure,
            places: staging.places.map { ImportOrigin.Place(file: files[$0.file], line: $0.line) })
    }

    /// Reads all files. Throws a `Failure` where one of them cannot be read.
    func run() throws -> Converted {
        let refusals = Refusals()
        let log = MessageLog(keepsAll: keepsAll) { refusals.all.append($0) }
        var conversion = Conversion(mapping, kind: kind, options, log: log)
        let progress = Progress(choice.profile.name, total: nil, counting: "records", isQuiet: isQuiet)
        defer { progress.finish() }
        var records = 0
        do throws(SourceFileError) {
            try conversion.read(files.map(Source.init(argument:))) { _, _ in
                records += 4096
                progress.advance(to: 0, count: records)
                Interruption.endIfAsked()
            }
        } catch {
            throw Failure(.inputUnreadable, "\(names[error.file]): \(error.error)")
        }
        return Converted(
            result: conversion.finish(), log: log, refusals: refusals.all, names: names,
            profile: choice.profile.name)
    }
}

/// Collects what a conversion refuses.
private final class Refusals {
    var all: [SourceMessage] = []
}
