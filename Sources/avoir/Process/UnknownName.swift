import Messages
import Postgres
import Store

extension Failure {
    /// That nothing has the name, and which known one it most likely means.
    init(_ unknown: FactFilter.UnknownName, _ code: ExitStatus, on connection: Connection) throws {
        let nearest = NearestName.of(unknown.name, among: try unknown.known(on: connection))
        self.init(
            code,
            "no \(unknown.what) is called \(TerminalText.safe(unknown.name))"
                + (nearest.map { "; the nearest is \(TerminalText.safe($0))" } ?? ""))
    }
}
