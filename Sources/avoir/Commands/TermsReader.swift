import Contracts
import SLA
import StrictYAML

/// Terms files from disk.
enum TermsReader {
    /// Throws `Failure` for an unreadable file and `StrictYAMLErrors` for one that is not valid terms.
    static func read(_ file: String, _ session: Session) throws -> (terms: Terms, yaml: [UInt8]) {
        let yaml = try InputBytes.whole(file, limit: 1 << 20)
        let terms = try TermsFile.parse(bytes: yaml, file: file) { name in
            (try? session.zone(name)) != nil
        }
        return (terms, yaml)
    }
}
