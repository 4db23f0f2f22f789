import type { PostDocument } from './post-index.ts'

/** A place among the changes: everything before it was read. */
export type ChangePlace = { changed: string; post: number }

/** Where the posts of an index come from. Each read is one statement of its own: it sees what is committed. */
export type PostSource = {
  /** Which database this is: the same numbers mean other posts in another. */
  database(): Promise<string>
  /** The number below which no transaction runs any more: what changed before it is there to be read. */
  horizon(): Promise<string>
  /** How many posts there are. */
  count(): Promise<number>
  /** The next posts by id. */
  copy(after: number, limit: number): Promise<PostDocument[]>
  /** Posts of these ids; those that are not listed any more are missing. */
  read(ids: readonly number[]): Promise<PostDocument[]>
  /** Which of these posts are listed now under one of the rules. */
  listed(ids: readonly number[], ruleIds: readonly number[]): Promise<Set<number>>
  /** What changed (or left) after `place` and is settled, in order. */
  changes(place: ChangePlace, limit: number): Promise<ChangePlace[]>
  /** How many changes there are after `place`, counted up to `most`. */
  behind(place: ChangePlace, most: number): Promise<number>
}
