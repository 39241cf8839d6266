import ArgumentParser
import Contracts
import Hashing
import Intake
import Messages
import SLA

/// A source profile with the bytes that it was read from.
struct ProfileChoice {
    let profile: SourceProfile
    let yaml: [UInt8]

    var sha256: [UInt8] { Digest.sha256(yaml) }

    /// The profile of the program that has this name, or that of a file whose name has `/` or ends in `.yaml`.
    ///
    /// Throws a usage error that names the nearest one for an unknown name, and what is wrong with the file.
    init(_ name: String, _ session: Session) throws {
        let zone: (String) -> Zone? = { try? session.zone($0) }
        if Self.isFile(name) {
            yaml = try InputBytes.whole(name, limit: 1 << 20)
            profile = try ProfileFile.parse(bytes: yaml, file: name, zone: zone)
        } else {
            let known = try Self.builtIn(name)
            yaml = known.yaml
            profile = try known.profile(zone: zone)
        }
    }

    static func builtIn(_ name: String) throws -> BuiltInProfile {
        if let known = BuiltInProfile.all.first(where: { $0.name == name }) { return known }
        let near = NearestName.of(name, among: BuiltInProfile.all.map(\.name))
        throw Failure(
            .usage,
            "no source profile is called \(TerminalText.safe(name)); "
                + (near.map { "did you mean \($0)?" }
                    ?? "avoir sources list shows them, and a file of your own has / or .yaml in its name"))
    }

    private static func isFile(_ name: String) -> Bool { name.contains("/") || name.hasSuffix(".yaml") }

    /// The mapping that serves a kind. Throws a usage error that says which kinds are served.
    func mapping(of kind: FactKind) throws -> SourceMapping {
        if let mapping = profile.mapping(of: kind) { return mapping }
        throw Failure(
            .usage,
            "the profile \(profile.name) does not serve \(kind.rawValue); it serves "
                + profile.kinds.map(\.rawValue).joined(separator: ", "))
    }
}
