import Contracts
import Intake
import SLA

/// What must be true of the conversion of any file by a profile that travels in the program, however damaged it is.
package enum ConversionSense {
    /// What makes no sense in what the bytes become; nil when all does.
    ///
    /// The first byte chooses the mapping, and what is known of objects, of the zone and of the month.
    package static func nonsense(_ bytes: [UInt8]) -> String? {
        guard let first = bytes.first else { return nil }
        let (given, number) = Int(first).quotientAndRemainder(dividingBy: mappings.count)
        let (index, kind) = mappings[number]
        guard let profile = profile(index), let mapping = profile.mapping(of: kind) else {
            return "profile \(BuiltInProfile.all[index].name) is not sound"
        }
        let content = Array(bytes.dropFirst())
        let reason = nonsense(mapping, kind, options(given, source: profile.source), content)
        return reason.map { "\(profile.name), \(kind.rawValue): \($0)" }
    }

    /// What makes no sense in what a mapping makes of a file.
    static func nonsense(
        _ mapping: SourceMapping, _ kind: FactKind, _ options: ConversionOptions, _ content: [UInt8]
    ) -> String? {
        guard let whole = ConvertedFile(mapping, kind, options, content) else {
            return "cannot read bytes in memory"
        }
        guard ConvertedFile(mapping, kind, options, content, chunk: 7) == whole else {
            return "converts otherwise in pieces of 7 bytes"
        }
        return whole.nonsense(kind, lines: content.count { $0 == UInt8(ascii: "\n") } + 1)
    }

    /// By the place of the profile in the list of all.
    private static let mappings: [(profile: Int, kind: FactKind)] = BuiltInProfile.all.indices.flatMap {
        index in (profile(index)?.kinds ?? []).map { (index, $0) }
    }

    /// Read anew for each text: what is kept of patterns looks lost to the sanitizer of leaks.
    private static func profile(_ index: Int) -> SourceProfile? {
        try? BuiltInProfile.all[index].profile(zone: zone)
    }

    static func zone(_ name: String) -> Zone? {
        switch name {
        case "Europe/Paris": paris2026
        case "UTC": Zone(name: "UTC", initialOffset: 0, transitions: [])
        default: nil
        }
    }

    /// The lowest bit of `given`: whether all objects are known; the next two: zone, and zone and month.
    private static func options(_ given: Int, source: String) -> ConversionOptions {
        var options = ConversionOptions(source: source, zoneNamed: zone)
        options.objects = given % 2 == 0 ? everything : some
        if given / 2 % 3 > 0 { options.zone = paris2026 }
        if given / 2 % 3 > 1 {
            // October 2026 in Paris.
            options.month =
                Instant(microseconds: 1_790_805_600_000_000)..<Instant(microseconds: 1_793_487_600_000_000)
        }
        return options
    }

    private static let everything = objects("*,svc,\n")
    private static let some = objects("web*,,S1\nweb*,,S2\nlab*,,\nweb1,svc,\na,svc,\n")

    static func objects(_ lines: String) -> ObjectMap {
        (try? ObjectsFile.parse(Array("object,service,subscription\n\(lines)".utf8))) ?? ObjectMap()
    }
}
