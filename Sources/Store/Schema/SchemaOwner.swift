internal import Postgres

/// Who owns what the migrations make: `avoir_owner`, which nobody logs in as.
enum SchemaOwner {
    /// Hands over everything in the schema to the owner, where the migrating role may.
    static func take(_ connection: Connection) throws {
        let may = try connection.query(
            """
            select pg_has_role('avoir_owner', 'usage')
                and (nspowner = 'avoir_owner'::regrole or has_database_privilege(current_database(), 'create'))
            from pg_namespace where nspname = 'avoir'
            """)
        guard try may.single().bool(0) else { return }
        for change in try changes(connection) { try connection.execute(change) }
    }

    /// The schema first: its owner must be able to create in it before it can own what is in it.
    private static func changes(_ connection: Connection) throws -> [String] {
        try connection.query(
            """
            select change from (
                select 0 as place, 'alter schema avoir owner to avoir_owner' as change from pg_namespace
                where nspname = 'avoir' and nspowner <> 'avoir_owner'::regrole
                union all
                select 1, format('alter %s %s owner to avoir_owner',
                    case r.relkind when 'v' then 'view' else 'table' end, r.oid::regclass)
                from pg_class r where r.relnamespace = 'avoir'::regnamespace and r.relkind in ('r', 'v')
                    and r.relowner <> 'avoir_owner'::regrole
                union all
                select 2, format('alter function %s owner to avoir_owner', p.oid::regprocedure)
                from pg_proc p where p.pronamespace = 'avoir'::regnamespace
                    and p.proowner <> 'avoir_owner'::regrole
            ) c order by place, change
            """
        ).map { try $0.text(0) }
    }
}
