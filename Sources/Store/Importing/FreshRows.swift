internal import Postgres
internal import SLA

/// The good rows of an import as they are to be kept, and those that contradict each other.
extension Import {
    /// Whether there are staged rows that contradict each other.
    func refuseContradictions(_ connection: Connection) throws -> Bool {
        try connection.execute(repeatedIdentities)
        guard try connection.count("select count(*) from (select from repeated limit 1) r") > 0 else {
            return false
        }
        return try connection.count(refuseContradictions) > 0
    }

    /// The good rows as they are to be kept.
    func makeFresh(_ connection: Connection, _ outcome: inout Outcome) throws {
        let isWhole = try connection.query(statesEverything).single().bool("value")
        try connection.execute(fresh(statesEverything: isWhole))
        guard lastWins else { return }
        if kind.earliest != nil {
            outcome.unchanged = try connection.count(
                "with gone as (delete from fresh where nth < times returning 1) select count(*) from gone")
            try connection.execute("update fresh set nth = 1, times = 1 where times > 1")
        } else if !isWhole {
            let most = try connection.count("select coalesce(max(times), 0) from fresh")
            for nth in stride(from: 2, through: most, by: 1) { try connection.execute(carryOver(to: nth)) }
            if table.content.contains(where: { $0.name == "ended_at" }) {
                try connection.execute(refuseImpossible)
            }
        }
    }

    /// Whether a staged row says something else than one that was sent.
    func contradictsSent(_ connection: Connection) throws -> Bool {
        try connection.count(
            "select count(*) from (select from verdict where is_sent and is_change limit 1) v") > 0
    }
}
