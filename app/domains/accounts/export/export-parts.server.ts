import { sql, type Kysely, type RawBuilder } from 'kysely'
import { withoutSecrets } from '#app/domains/mail/mail.view.ts'
import type { DB } from '#app/platform/db/database.ts'

/** Whose things they are. */
export type Owner = { memberId: number; accountId: number }

type Row = { id: number } & Record<string, unknown>

/** Rows that are read at a time: memory stays flat however much somebody wrote. */
const BATCH = 200

/**
 * Everything that the community has of a member, by the name of its file: what they would see of it, and what they said about
 * themselves, never a secret and never what somebody else said about them. Each reads the rows after an id, in its order. A
 * new table that names a member or an account gets a line here, or a reason in the test why not.
 */
const PARTS: Record<string, (owner: Owner, after: number) => RawBuilder<Row>> = {
  account: ({ accountId }) => sql`
    select a.id, a.email, a.created_at as "createdAt", p.changed_at as "passwordChangedAt",
      t.confirmed_at as "secondStepSince",
      (select count(*)::int from recovery_code r where r.account_id = a.id) as "recoveryCodesLeft"
    from account a left join account_password p on p.account_id = a.id left join account_totp t on t.account_id = a.id
    where a.id = ${accountId}::int`,
  profile: ({ memberId }) => sql`
    select m.id, m.handle, m.display_name as name, m.bio, m.location, m.website, m.title, m.role,
      m.trust_level as "trustLevel", m.joined_at as "joinedAt", m.last_seen_at as "lastSeenAt",
      m.suspended_until as "suspendedUntil", m.time_zone as "timeZone",
      array(select handle_key from member_handle h where h.member_id = m.id order by changed_at) as "earlierHandles"
    from member m where m.id = ${memberId}::int`,
  'access-given': ({ memberId }, after) => sql`
    select id, kind, key, starts_at as "startsAt", ends_at as "endsAt", created_at as "createdAt"
    from access_grant where member_id = ${memberId}::int and id > ${after}::int order by id limit ${BATCH}`,
  groups: ({ memberId }, after) => sql`
    select g.id, g.name, m.group_id is not null as belongs, w.kind as waiting
    from member_group g
    left join group_member m on m.group_id = g.id and m.member_id = ${memberId}::int
    left join group_waiting w on w.group_id = g.id and w.member_id = ${memberId}::int
    where (m.group_id is not null or w.group_id is not null) and g.id > ${after}::int order by g.id limit ${BATCH}`,
  scheduled: ({ memberId }, after) => sql`
    select id, space_id as "spaceId", title, body as text, tags, publish_at as "publishAt" from scheduled_thread
    where member_id = ${memberId}::int and id > ${after}::int order by id limit ${BATCH}`,
  posts: ({ memberId }, after) => sql`
    select p.id, p.thread_id as "threadId", t.title, s.name as space, p.number, p.source as text, p.state,
      p.state_reason as "stateReason", p.created_at as "createdAt", p.edited_at as "editedAt",
      p.reply_to_id as "replyToId", p.like_count as likes
    from post p join thread t on t.id = p.thread_id join space s on s.id = t.space_id
    where p.author_id = ${memberId}::int and p.id > ${after}::int order by p.id limit ${BATCH}`,
  'threads-begun': ({ memberId }, after) => sql`
    select id, title, state, created_at as "createdAt" from thread
    where author_id = ${memberId}::int and id > ${after}::int order by id limit ${BATCH}`,
  'earlier-versions': ({ memberId }, after) => sql`
    select p.id, (select json_agg(json_build_object('version', r.number, 'title', r.title, 'text', r.source,
        'reason', r.reason, 'createdAt', r.created_at) order by r.number)
      from post_revision r where r.post_id = p.id) as versions
    from post p where p.author_id = ${memberId}::int and p.id > ${after}::int
      and exists (select from post_revision r where r.post_id = p.id) order by p.id limit ${BATCH}`,
  'edits-of-others': ({ memberId }, after) => sql`
    select p.id, (select json_agg(json_build_object('version', r.number, 'reason', r.reason, 'createdAt', r.created_at)
        order by r.number) from post_revision r where r.post_id = p.id and r.editor_id = ${memberId}::int) as edits
    from post p where p.id > ${after}::int and p.author_id != ${memberId}::int
      and p.id in (select post_id from post_revision where editor_id = ${memberId}::int) order by p.id limit ${BATCH}`,
  drafts: ({ memberId }, after) => sql`
    select id, thread_id as "threadId", space_id as "spaceId", title, body as text, tags, reply_to as "replyTo",
      updated_at as "updatedAt"
    from draft where member_id = ${memberId}::int and id > ${after}::int order by id limit ${BATCH}`,
  votes: ({ memberId }, after) => sql`
    select v.post_id as id, array(select poll.options[place + 1] from unnest(v.choices) with ordinality c(place, at)
      order by at) as choices, v.voted_at as "votedAt"
    from poll_vote v join poll on poll.post_id = v.post_id
    where v.member_id = ${memberId}::int and v.post_id > ${after}::int order by v.post_id limit ${BATCH}`,
  reactions: ({ memberId }, after) => sql`
    select post_id as id, emoji, created_at as "createdAt" from reaction
    where member_id = ${memberId}::int and post_id > ${after}::int order by post_id limit ${BATCH}`,
  uploads: ({ memberId }, after) => sql`
    select id, key, kind, name, alt, bytes, width, height, created_at as "createdAt",
      array(select jsonb_array_elements(files) ->> 'name') as files
    from upload where owner_id = ${memberId}::int and state = 'ready' and id > ${after}::int order by id limit ${BATCH}`,
  'things-done-to-threads': ({ memberId }, after) => sql`
    select id, thread_id as "threadId", type, params, created_at as "createdAt" from thread_event
    where actor_id = ${memberId}::int and id > ${after}::int order by id limit ${BATCH}`,
  sessions: ({ accountId }, after) => sql`
    select row_number as id, "userAgent", "createdAt", "expiresAt" from (
      select row_number() over (order by created_at, id)::int as row_number, user_agent as "userAgent",
        created_at as "createdAt", expires_at as "expiresAt"
      from session where account_id = ${accountId}::int) numbered
    where row_number > ${after}::int order by row_number limit ${BATCH}`,
  reading: ({ memberId }, after) => sql`
    select thread_id as id, number as "readUpTo", level, seconds, read_at as "readAt" from thread_reading
    where member_id = ${memberId}::int and thread_id > ${after}::int order by thread_id limit ${BATCH}`,
  'reading-of-spaces': ({ memberId }, after) => sql`
    select s.id, s.name, r.level, r.new_since as "newSince" from space_reading r join space s on s.id = r.space_id
    where r.member_id = ${memberId}::int and s.id > ${after}::int order by s.id limit ${BATCH}`,
  'reading-of-tags': ({ memberId }, after) => sql`
    select t.id, t.name, r.level from tag_reading r join tag t on t.id = r.tag_id
    where r.member_id = ${memberId}::int and t.id > ${after}::int order by t.id limit ${BATCH}`,
  'reading-by-day': ({ memberId }, after) => sql`
    select (day - '2000-01-01'::date) as id, day, seconds, posts, threads,
      (select new_since from member_reading r where r.member_id = d.member_id) as "allReadAt"
    from member_day d where member_id = ${memberId}::int and day > '2000-01-01'::date + ${after}::int
    order by day limit ${BATCH}`,
  people: ({ memberId }, after) => sql`
    select other.id, other.handle, r.kind, r.since from member_relation r join member other on other.id = r.other_id
    where r.member_id = ${memberId}::int and other.id > ${after}::int order by other.id limit ${BATCH}`,
  'muted-words': ({ memberId }, after) => sql`
    select id, word from (
      select row_number() over (order by word)::int as id, word from muted_word where member_id = ${memberId}::int) numbered
    where id > ${after}::int order by id limit ${BATCH}`,
  trust: ({ memberId }, after) => sql`
    select id, before, after, by_id is not null as "byTheTeam", reason, changed_at as "changedAt" from trust_change
    where member_id = ${memberId}::int and id > ${after}::int order by id limit ${BATCH}`,
  'spaces-looked-after': ({ memberId }, after) => sql`
    select s.id, s.name, k.created_at as "since" from space_moderator k join space s on s.id = k.space_id
    where k.member_id = ${memberId}::int and s.id > ${after}::int order by s.id limit ${BATCH}`,
  letters: ({ memberId, accountId }, after) => sql`
    select id, kind, address, state, subject, created_at as "createdAt", sent_at as "sentAt" from mail
    where (member_id = ${memberId}::int or lower(address) = (select email_key from account where id = ${accountId}::int))
      and id > ${after}::int order by id limit ${BATCH}`,
}

/** The names of all parts. */
export const exportParts = Object.keys(PARTS)

/** A part as the text of a JSON array, piece by piece. */
export async function* partAsJson(db: Kysely<DB>, name: string, owner: Owner): AsyncGenerator<string> {
  yield '['
  let separator = '\n'
  for await (const row of rowsOf(db, name, owner)) {
    yield `${separator}${JSON.stringify(row, (key, value: unknown) =>
      // Letters that bring somebody in have their code in the subject.
      key === 'subject' ? withoutSecrets(String(value)) : value,
    )}`
    separator = ',\n'
  }
  yield '\n]\n'
}

/** The rows of a part, one batch at a time. */
export async function* rowsOf(db: Kysely<DB>, name: string, owner: Owner): AsyncGenerator<Row> {
  const read = PARTS[name]
  if (!read) throw new TypeError(`No part “${name}”`)
  for (let after = 0; ;) {
    const { rows } = await read(owner, after).execute(db)
    yield* rows
    if (rows.length < BATCH) return
    after = rows.at(-1)?.id ?? after
  }
}
