internal import Postgres
internal import SLA

/// The statements of an undo: over `undone`, a row for each fact whose state the batch changed.
///
/// `made_by` is the batch that made what is in force now: a state that an undo brought back is the work of the batch that
/// made it first.
struct Undoing {
    let table: FactTable
    let batch: Int32
    /// Decides which months are over.
    let now: Instant

    private var identity: String { table.identity.map(\.name).joined(separator: ", ") }

    /// Keeps imports of this kind and of those that name it away: what is looked at stays so.
    ///
    /// An import takes one of these locks; undos take theirs in the same order.
    func lock(_ connection: Connection) throws {
        let numbers = [table.number] + table.kind.namedBy.map { FactTable($0).number }
        for number in Set(numbers).sorted() {
            try connection.execute("select pg_advisory_xact_lock(\(Lock.history), \(number))")
        }
    }

    func gather(_ connection: Connection) throws {
        try connection.execute(
            """
            create temp table undone on commit drop as
                select t.*, b.from_batch is not null as returns,
                    coalesce(n.from_batch, (select max(h.until_batch) from \(table.history) h
                        where \(table.matching("h", "t")))) as made_by
                from (select distinct \(identity) from \(table.history)
                    where (from_batch = \(batch) and until_batch is distinct from \(batch))
                        or (until_batch = \(batch) and from_batch < \(batch))) t
                left join \(table.history) b on \(isBefore("b")) and \(table.matching("b", "t"))
                left join \(table.history) n on n.until_batch is null and \(table.matching("n", "t"))
            """)
        try connection.execute("analyze undone")
        while try connection.execute(trace) > 0 {}
    }

    /// The version that was in force before the batch.
    func isBefore(_ alias: String) -> String {
        "\(alias).until_batch = \(batch) and \(alias).from_batch < \(batch)"
    }

    /// One step from a state that an undo made to the state before what it undid; null: there was none.
    private var trace: String {
        """
        update undone u set made_by = coalesce(
            (select h.from_batch from \(table.history) h
                where \(table.matching("h", "u")) and h.until_batch = b.undoes and h.from_batch < b.undoes),
            (select max(h.until_batch) from \(table.history) h
                where \(table.matching("h", "u")) and h.until_batch < b.undoes))
        from import_batch b where b.batch = u.made_by and b.undoes is not null and u.made_by > \(batch)
        """
    }

    /// What is not the batch's work any more is left as it is.
    func leaveOthersAlone(_ connection: Connection) throws {
        try connection.execute("delete from undone where made_by is distinct from \(batch)")
    }

    /// How many reminders the batch itself recorded.
    func ownReminders(_ connection: Connection) throws -> Int {
        guard table.kind.earliest != nil else { return 0 }
        return try connection.count(
            "select count(*) from \(table.history) where from_batch = \(batch) and until_batch = \(batch)")
    }

    func hasRows(_ connection: Connection) throws -> Bool {
        try connection.count("select count(*) from (select from undone limit 1) u") > 0
    }

    func close(_ new: Int32, _ connection: Connection) throws {
        try connection.execute(
            """
            update \(table.history) h set until_batch = $1 from undone u
            where h.until_batch is null and \(table.matching("h", "u"))
            """, [.int32(new)])
    }

    func restore(_ new: Int32, _ connection: Connection) throws {
        let columns = table.stored.map(\.name)
        try connection.execute(
            """
            insert into \(table.history) (\(columns.joined(separator: ", ")), from_batch)
            select \(columns.map { "b.\($0)" }.joined(separator: ", ")), $1
            from undone u join \(table.history) b on \(isBefore("b")) and \(table.matching("b", "u"))
            """, [.int32(new)])
    }
}
