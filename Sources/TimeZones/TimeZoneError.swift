import Messages

/// Why a time zone cannot be used.
package enum TimeZoneError: Error, Equatable, CustomStringConvertible {
    /// The name is not one that the IANA database could hold.
    case malformedName(String)
    /// The data is installed and has no such zone; `near` are names that look like it.
    case unknown(String, near: [String])
    /// None of the usual folders holds time zone data.
    case noData(folders: [String])
    /// The file exists and is not valid TZif data, or cannot be read.
    case damaged(path: String, reason: String)

    package var description: String {
        switch self {
        case .malformedName(let name):
            "time zone \"\(TerminalText.quoted(name.utf8, limit: 60))\" is not a name of the IANA database; names look like Europe/Paris"
        case .unknown(let name, let near) where near.isEmpty:
            "unknown time zone \"\(name)\"; names look like Europe/Paris"
        case .unknown(let name, let near):
            "unknown time zone \"\(name)\"; did you mean \(near.joined(separator: ", "))?"
        case .noData(let folders):
            "no time zone data in \(folders.joined(separator: ", ")); install the package tzdata, or set TZDIR"
        case .damaged(let path, let reason):
            "the time zone data in \(path) cannot be used: \(reason)"
        }
    }
}
