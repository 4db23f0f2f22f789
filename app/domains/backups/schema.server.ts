import type { CopySession } from '#app/platform/copy/copy-session.ts'
import { makeLedger, runMigration, type Migration } from '#app/platform/db/migration-files.ts'

const LEDGER = '_prisma_migrations'

/** Objects of the schema that came with an extension stay: it is the database's, not ours. */
const NOT_OF_EXTENSIONS = (catalogue: string) =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalogue}'::regclass AND d.objid = o.oid AND d.deptype = 'e')`

/** Names of the tables and views of the schema. */
export async function relationsOf(session: CopySession): Promise<string[]> {
  const rows = await session.query<{ name: string }>(
    `SELECT o.relname AS name FROM pg_class o
     WHERE o.relnamespace = current_schema()::regnamespace AND o.relkind IN ('r', 'p', 'v', 'm', 'f')
       AND ${NOT_OF_EXTENSIONS('pg_class')} ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

/** Removes every table, function and type of the schema; the transaction brings them back unless it commits. */
export async function emptySchema(session: CopySession): Promise<void> {
  await session.run(`DO $$
    DECLARE thing record;
    BEGIN
      FOR thing IN SELECT format('DROP %s IF EXISTS %s CASCADE',
          CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
            WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, o.oid::regclass) AS statement
        FROM pg_class o WHERE o.relnamespace = current_schema()::regnamespace AND o.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
          AND ${NOT_OF_EXTENSIONS('pg_class')} AND NOT o.relispartition
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = o.oid AND d.deptype IN ('a', 'i'))
      LOOP EXECUTE thing.statement; END LOOP;
      FOR thing IN SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', o.oid::regprocedure) AS statement
        FROM pg_proc o WHERE o.pronamespace = current_schema()::regnamespace AND ${NOT_OF_EXTENSIONS('pg_proc')}
      LOOP EXECUTE thing.statement; END LOOP;
      FOR thing IN SELECT format('DROP TYPE IF EXISTS %s CASCADE', o.oid::regtype) AS statement
        FROM pg_type o WHERE o.typnamespace = current_schema()::regnamespace AND o.typtype IN ('e', 'd', 'r')
          AND ${NOT_OF_EXTENSIONS('pg_type')}
      LOOP EXECUTE thing.statement; END LOOP;
    END $$`)
}

/** Applies migrations in this transaction, as a start of the server would, one after another. */
export async function applyMigrations(session: CopySession, migrations: readonly Migration[]): Promise<void> {
  await makeLedger(session, LEDGER)
  for (const migration of migrations) await runMigration(session, LEDGER, migration)
}

/** What would hold up or change rows while whole tables come in, in any order; `putBack` makes it as it was. */
export async function suspendRules(
  session: CopySession,
  tables: readonly { sql: string }[],
): Promise<{ putBack(): Promise<void> }> {
  const keys = await session.query<{ drop: string; add: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS add
     FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conname`,
  )
  const triggers = (word: 'DISABLE' | 'ENABLE') =>
    tables.map(({ sql }) => `ALTER TABLE ${sql} ${word} TRIGGER USER`).join(';')
  await session.run(keys.map(({ drop }) => drop).join(';'))
  await session.run(triggers('DISABLE'))
  return {
    async putBack() {
      // Each key is held against all rows here: a backup with a row that points nowhere is not taken.
      await session.run(keys.map(({ add }) => add).join(';'))
      await session.run(triggers('ENABLE'))
    },
  }
}
