import Contracts
import Intake
import SLA
import StrictYAML

/// What must be true of the reading of any YAML file.
package enum YAMLSense {
    package static func terms(_ bytes: [UInt8]) -> String? {
        nonsense(bytes, print: PrintedYAML.terms) { bytes throws(StrictYAMLErrors) in
            try TermsFile.parse(bytes: bytes, file: "t") { $0 == "Europe/Paris" }
        }
    }

    package static func issuer(_ bytes: [UInt8]) -> String? {
        nonsense(bytes, print: PrintedYAML.issuer) { bytes throws(StrictYAMLErrors) in
            try IssuerFile.parse(bytes: bytes, file: "i")
        }
    }

    package static func config(_ bytes: [UInt8]) -> String? {
        nonsense(bytes, print: PrintedYAML.config) { bytes throws(StrictYAMLErrors) in
            try ConfigFile.parse(bytes: bytes, file: "c", knownFormats: ["json", "html", "ubl"])
        }
    }

    /// A sound profile makes sense of a small file, whatever it says.
    package static func profile(_ bytes: [UInt8]) -> String? {
        let profile: SourceProfile
        do throws(StrictYAMLErrors) {
            profile = try ProfileFile.parse(bytes: bytes, file: "p", zone: ConversionSense.zone)
        } catch {
            return unclear(error, bytes)
        }
        for kind in profile.kinds {
            guard let mapping = profile.mapping(of: kind) else { return "\(kind.rawValue) has no mapping" }
            var options = ConversionOptions(source: profile.source, zoneNamed: ConversionSense.zone)
            options.objects = ConversionSense.objects("*,svc,\n")
            options.zone = paris2026
            for content in contents {
                let reason = ConversionSense.nonsense(mapping, kind, options, Array(content.utf8))
                if let reason { return "\(kind.rawValue): \(reason)" }
            }
        }
        return nil
    }

    /// Files of several formats whose values have the names that the inputs kept use.
    private static let contents = [
        "id,a,start,end,state\n1,x,2026-10-01 10:00,2026-10-01 11:00,down\n2,y,2026-10-25 02:30,,up\n",
        """
        {"id": "1", "a": [{"b": 1.5, "c": ["x", "y"]}], "start": "2026-10-01T10:00:00Z", "end": 1790850000, "state": "down"}
        {"id": "1", "a": {"b": true}, "start": "2026-10-01T10:00:00Z", "end": "1790850060.5", "state": "up"}

        """,
        "[1790850000] HOST ALERT: x;DOWN;HARD;3;no answer\n[1790850060] HOST ALERT: x;UP;HARD;3;an answer\n",
    ]

    /// What was read is read again from its print; what is refused has reasons, each with its place.
    private static func nonsense<Content: Equatable>(
        _ bytes: [UInt8], print: (Content) -> String,
        parse: ([UInt8]) throws(StrictYAMLErrors) -> Content
    ) -> String? {
        do throws(StrictYAMLErrors) {
            let content = try parse(bytes)
            let printed = print(content)
            guard let again = try? parse(Array(printed.utf8)), again == content else {
                return "reads otherwise once printed:\n\(printed)"
            }
            return nil
        } catch {
            return unclear(error, bytes)
        }
    }

    private static func unclear(_ errors: StrictYAMLErrors, _ bytes: [UInt8]) -> String? {
        let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
        guard !errors.problems.isEmpty else { return "is refused without a reason" }
        for problem in errors.problems {
            if problem.reason.isEmpty { return "is refused without a reason" }
            if !(1...lines ~= problem.line && problem.column > 0) {
                return "is refused at line \(problem.line) of \(lines): \(problem.reason)"
            }
        }
        let steers = errors.description.unicodeScalars.contains {
            $0 != "\n" && $0.properties.generalCategory == .control
        }
        return steers ? "would steer a terminal" : nil
    }
}
