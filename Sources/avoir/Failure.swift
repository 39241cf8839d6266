import ArgumentParser
import EmbeddedPostgres
import Postgres
import SLA
import Store
import StrictYAML
import TimeZones

/// The exit codes that scripts rely on (sysexits). Source: docs/reference/exit-codes.md.
enum ExitStatus: Int32, Sendable {
    case failure = 1
    case usage = 64
    case inputRejected = 65
    case inputUnreadable = 66
    /// The database, or a program that the work needs, is not there.
    case unavailable = 69
    case outputUnwritable = 73
    case monthHeld = 75
    case notPermitted = 77
    case configurationInvalid = 78
}

/// How a command ends when it cannot do what was asked: a sentence for people, a code for programs.
struct Failure: Error, Sendable {
    let code: ExitStatus
    let message: String

    init(_ code: ExitStatus, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The reply to a COMMIT was lost.
    static func outcomeUnknown(_ error: PostgresError, advice: String) -> Failure {
        Failure(
            .unavailable,
            "the connection to the database was lost while the work was being committed, so it is unknown "
                + "whether it is stored; \(advice) (\(error.message))")
    }

    /// nil for what the argument parser itself reports: usage errors and requests for help.
    ///
    /// - Parameter words: those that call the command that failed, where it is known.
    init?(_ error: any Error, of words: String? = nil) {
        switch error {
        case let failure as Failure: self = failure
        case let error as PostgresError where error.isNotPermitted:
            self.init(.notPermitted, CommandRights.sentence(on: error, of: words))
        case let error as PostgresError where error.kind == .malformedTarget:
            self.init(.configurationInvalid, error.description)
        case let error as PostgresError where error.kind == .outcomeUnknown:
            self = .outcomeUnknown(
                error, advice: "run the same command again: it keeps what is stored and does the rest")
        case let error as PostgresError where error.isConnectionLoss && error.kind != .connectionFailed:
            self.init(
                .unavailable,
                "the connection to the database was lost; the work in progress was not stored: run the same "
                    + "command again (\(error.message))")
        case let error as PostgresError where error.kind == .connectionFailed:
            self.init(.unavailable, error.description)
        case let error as PostgresError where error.isReadOnlyServer:
            self.init(
                .unavailable,
                "this server only reads, as a standby does: give the address of the primary (\(error.message))"
            )
        case let error as PostgresError where error.isLockTimeout:
            self.init(.monthHeld, "another run has locked what this one needs; try again when it has ended")
        case let error as PostgresError: self.init(.failure, error.description)
        case let error as EmbeddedPostgresError: self.init(.unavailable, error.description)
        case let error as SchemaError: self.init(.configurationInvalid, error.description)
        case let error as StrictYAMLErrors: self.init(.configurationInvalid, error.description)
        case let error as TimeZoneError: self.init(.configurationInvalid, error.description)
        case let error as MonthIsLocked: self.init(.monthHeld, error.description)
        case let error as MonthIsOvertaken: self.init(.monthHeld, error.description)
        case let error as IssueRefusal: self.init(error.exitStatus, error.description)
        case let error as TermsRefusal: self.init(.configurationInvalid, error.sentence)
        case is CleanExit, is ValidationError, is ExitCode: return nil
        default:
            // The argument parser has errors that it does not export.
            if GlobalOptions.exitCode(for: error) != .failure { return nil }
            self.init(.failure, String(describing: error))
        }
    }
}

extension IssueRefusal {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .noIssuer, .zoneData: .configurationInvalid
        // Another run issued, or an import came in, between plan and issue.
        case .planChanged: .monthHeld
        case .date, .otherParameters: .usage
        case .note: .failure
        case .seriesFull, .hold, .commercial, .approval: .inputRejected
        }
    }
}

extension TermsRefusal {
    var sentence: String {
        switch self {
        case .otherContent(let id, let version):
            "terms \(id) version \(version) are already stored with other content, and a stored version never "
                + "changes; give the new content a new version"
        case .sameDay(let id, let version, let effectiveFrom):
            "version \(version) of terms \(id) already takes effect on \(effectiveFrom); "
                + "two versions cannot begin on the same day"
        case .changesThePast(let id, let version, let months):
            "version \(version) of terms \(id) would change months that are over and assessed (R18): "
                + "\(months.map(\.description).joined(separator: ", ")); let it take effect later, or, to correct the past, "
                + "add it again with --restate"
        }
    }
}
