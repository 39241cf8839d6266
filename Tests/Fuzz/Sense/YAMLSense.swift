import Contracts
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
