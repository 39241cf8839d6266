import Contracts
import Messages
import Postgres
import SLA
import Store
import StrictYAML

/// The stored terms and issuers, compared with the files that they were read from, whose bytes are stored beside them.
struct StoredFiles {
    private(set) var terms = 0
    private(set) var issuers = 0
    /// Stored rows that differ from their files, one sentence per fault.
    private(set) var faults: [String] = []

    init(_ session: Session, _ connection: Connection) throws {
        do {
            for version in try TermsVersions.list(connection) { compare(version, session) }
            for (number, issuer) in try IssuerVersion.all(connection) { compare(issuer, number) }
        } catch let error as PostgresError {
            throw error
        } catch {
            // A row that cannot be read is a fault, too.
            faults.append("\(error)")
        }
    }

    private mutating func compare(_ version: TermsVersion, _ session: Session) {
        terms += 1
        let name = "terms \(version.terms.id) version \(version.terms.version)"
        do throws(StrictYAMLErrors) {
            var read = try TermsFile.parse(bytes: version.yaml, file: name) { (try? session.zone($0)) != nil }
            var stored = version.terms
            read.coverage.weekly = Self.inOrder(read.coverage.weekly)
            stored.coverage.weekly = Self.inOrder(stored.coverage.weekly)
            if read != stored { faults.append("\(name): the stored content differs from its file") }
        } catch {
            faults.append("\(name): its file is no longer a valid terms file: \(error)")
        }
    }

    /// The database gives them by day; a file may not.
    private static func inOrder(_ windows: [Terms.WeeklyWindow]) -> [Terms.WeeklyWindow] {
        windows.sorted { ($0.day.isoNumber, $0.from) < ($1.day.isoNumber, $1.from) }
    }

    private mutating func compare(_ issuer: IssuerVersion, _ number: Int) {
        issuers += 1
        let name = "issuer version \(number)"
        do throws(StrictYAMLErrors) {
            let details = try IssuerFile.parse(bytes: issuer.yaml, file: name)
            let read = IssuerVersion(details, yaml: issuer.yaml, template: issuer.template, logo: issuer.logo)
            if read != issuer || (details.template == nil) != (issuer.template == nil)
                || (details.logo == nil) != (issuer.logo == nil)
            {
                faults.append("\(name): the stored content differs from its file")
            }
        } catch {
            faults.append("\(name): its file is no longer a valid issuer file: \(error)")
        }
    }

    var verdict: String {
        faults.isEmpty
            ? "\(counted(terms, "version")) of terms and \(issuers) of the issuer match their files"
            : counted(faults.count, "fault")
    }
}
