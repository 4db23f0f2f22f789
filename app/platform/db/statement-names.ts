/** Runs of the same text before it is worth a name; the server plans a named statement once per connection. */
const WARM_UP = 3
/** Every connection keeps every named statement in memory. */
const MOST_NAMES = 300
const LONGEST_TEXT = 10_000

/**
 * Names for the statements that this process sends again and again, so that PostgreSQL parses and plans them once per
 * connection. Texts that vary without end (lists of changing length) never use up more than a fixed number of names.
 */
export class StatementNames {
  #runs = new Map<string, number>()
  #names = new Map<string, string>()
  #given = 0

  /** The name to send `sql` under, or undefined to send it without. */
  nameFor(sql: string): string | undefined {
    const name = this.#names.get(sql)
    if (name || this.#names.size >= MOST_NAMES || sql.length > LONGEST_TEXT) return name
    const runs = (this.#runs.get(sql) ?? 0) + 1
    if (runs < WARM_UP) {
      if (this.#runs.size >= MOST_NAMES * 10) this.#runs.clear()
      this.#runs.set(sql, runs)
      return undefined
    }
    this.#runs.delete(sql)
    const given = `guildhall_${++this.#given}`
    this.#names.set(sql, given)
    return given
  }

  /** After a migration changed what a statement returns, its old name is of no more use. */
  forget(sql: string): void {
    this.#names.delete(sql)
  }
}
