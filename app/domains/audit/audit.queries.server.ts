import { sql, type Kysely } from 'kysely'
import { handleKey } from '#app/domains/members/member.queries.server.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Act, ActArea, TargetKind } from './acts.ts'
import type { AuditEntryView } from './audit.view.ts'

/** Entries of a page. */
const PAGE = 50

/** What to find: absent parts do not narrow. */
export type AuditFilter = {
  /** A handle, or the name of a user at the console. */
  who?: string | undefined
  area?: ActArea | undefined
  /** What was acted on, by its number. */
  target?: { kind: TargetKind; id: number } | undefined
  /** What it was called. */
  named?: string | undefined
  /** Days, in UTC; both counted. */
  from?: Date | undefined
  to?: Date | undefined
  /** Entries with a smaller number. */
  before?: number | undefined
}

type Row = {
  id: number
  at: Date
  actor_kind: 'member' | 'console' | 'system'
  actor_id: number | null
  actor_name: string
  actor_handle: string | null
  actor_display_name: string | null
  act: Act
  target_kind: TargetKind
  target_id: number | null
  target_name: string
  target_handle: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  reason: string
  network: string
}

const DAY = 24 * 60 * 60 * 1000

/** A page of the log, the newest first, and the number that leads on to what is older. */
export async function listAuditEntries(
  db: Kysely<DB>,
  filter: AuditFilter,
): Promise<{ entries: AuditEntryView[]; older: number | null }> {
  const { rows } = await sql<Row>`
    select e.id, e.at, e.actor_kind, e.actor_id, e.actor_name, actor.handle as actor_handle,
      actor.display_name as actor_display_name, e.act, e.target_kind, e.target_id, e.target_name,
      target.handle as target_handle, e.before, e.after, e.reason, e.network
    from audit_entry e
    left join member actor on actor.id = e.actor_id and actor.kind <> 'erased'
    left join member target on target.id = e.target_id and e.target_kind = 'member' and target.kind <> 'erased'
    where ${sql.join(conditions(filter), sql` and `)}
    order by e.id desc limit ${PAGE + 1}`.execute(db)
  const kept = rows.slice(0, PAGE)
  return {
    entries: kept.map(toView),
    older: rows.length > PAGE ? (kept.at(-1)?.id ?? null) : null,
  }
}

/** An entry by its number, or null. */
export async function findAuditEntry(db: Kysely<DB>, id: number): Promise<AuditEntryView | null> {
  const { entries } = await listAuditEntries(db, { before: id + 1 })
  return entries[0]?.id === id ? entries[0] : null
}

function conditions({ who, area, target, named, from, to, before }: AuditFilter) {
  const parts = [sql`true`]
  if (who !== undefined)
    parts.push(
      sql`(e.actor_name = ${who} or e.actor_id = (select id from member where handle_key = ${handleKey(who)}))`,
    )
  if (area !== undefined)
    parts.push(sql`e.act >= ${`${area}.`} collate "C" and e.act < ${`${area}/`} collate "C"`)
  if (target) parts.push(sql`e.target_kind = ${target.kind} and e.target_id = ${target.id}::int`)
  if (named !== undefined) parts.push(sql`e.target_name = ${named}`)
  if (from) parts.push(sql`e.at >= ${from}`)
  if (to) parts.push(sql`e.at < ${new Date(to.getTime() + DAY)}`)
  if (before !== undefined) parts.push(sql`e.id < ${before}::int`)
  return parts
}

function toView(row: Row): AuditEntryView {
  const { actor_kind: kind, before, after } = row
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return {
    id: row.id,
    at: row.at.toISOString(),
    who:
      kind === 'member'
        ? { kind, id: row.actor_id ?? 0, handle: row.actor_handle, name: row.actor_display_name ?? '' }
        : { kind, name: row.actor_name },
    act: row.act,
    target: { kind: row.target_kind, id: row.target_id, name: row.target_name, handle: row.target_handle },
    changes: fields.map((field) => ({
      field,
      before: textOf(before?.[field]),
      after: textOf(after?.[field]),
    })),
    why: row.reason,
    network: row.network,
  }
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
