internal import Postgres
internal import Testing

/// Until another session waits for a lock; one that never does fails the test.
func waitForRival(_ connection: Connection) throws {
    for _ in 0..<2000 {
        // A transaction sees the activity as it was when it first looked.
        _ = try connection.query("select pg_stat_clear_snapshot()")
        let found = try connection.number(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """)
        if found > 0 { return }
        try connection.execute("select pg_sleep(0.005)")
    }
    Issue.record("the other session does not wait")
}
