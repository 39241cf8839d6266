import StrictYAML

@testable import Contracts

/// The example of an issuer file, to be made wrong in one line, and what is said of it.
enum IssuerSample {
    static func example() throws -> String {
        String(decoding: try exampleFile("issuer.yaml"), as: UTF8.self)
    }

    static func problems(_ text: String) -> String {
        do throws(StrictYAMLErrors) {
            _ = try IssuerFile.parse(bytes: Array(text.utf8), file: "i")
            return ""
        } catch {
            return error.description
        }
    }
}
