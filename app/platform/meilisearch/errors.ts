/**
 * No answer that can be used: nobody there, too late, cut short, too large, or not what Meilisearch says. `reason` is
 * made of our own words, so that neither the key nor anything that a stranger answered reaches a log.
 */
export class MeilisearchAway extends Error {
  override name = 'MeilisearchAway'
  readonly reason: string

  constructor(reason: string) {
    super(`Meilisearch is away: ${reason}`)
    this.reason = reason
  }
}

/** An answer that says no, with the code of the documented list of errors (`index_not_found`, `invalid_api_key` …). */
export class MeilisearchRefused extends Error {
  override name = 'MeilisearchRefused'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string) {
    super(`Meilisearch refused with ${status} ${code}`)
    this.status = status
    this.code = code
  }
}

/** A task that was accepted and then failed. Its message may repeat what members wrote: ask Meilisearch for it by uid. */
export class MeilisearchTaskFailed extends Error {
  override name = 'MeilisearchTaskFailed'
  readonly taskUid: number
  readonly code: string

  constructor(taskUid: number, code: string) {
    super(`Task ${taskUid} of Meilisearch failed with ${code}`)
    this.taskUid = taskUid
    this.code = code
  }
}

/** Whether it is Meilisearch that can't or won't: trying again later is the answer. */
export function isMeilisearchFault(error: unknown): boolean {
  return (
    error instanceof MeilisearchAway ||
    error instanceof MeilisearchRefused ||
    error instanceof MeilisearchTaskFailed
  )
}

/** What went wrong, in one short word or two for a metric, a log line and the doctor. */
export function faultOf(error: unknown): string {
  if (error instanceof MeilisearchAway) return error.reason
  if (error instanceof MeilisearchRefused) return `${error.status} ${error.code}`
  if (error instanceof MeilisearchTaskFailed) return `task failed: ${error.code}`
  return error instanceof Error ? error.name : 'unknown'
}
