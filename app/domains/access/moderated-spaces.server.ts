import { sql, type RawBuilder } from 'kysely'

/** The ids of the spaces that the member of the row looks after, with those in them: a column for statements that read members. */
export const moderatedSpaces: RawBuilder<number[]> = sql<number[]>`array(
  select distinct space.id from space_moderator
  join space on space_moderator.space_id in (space.id, space.parent_id)
  where space_moderator.member_id = member.id order by space.id)`
