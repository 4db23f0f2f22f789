/** What happened since the start. */
export interface PageCounts {
  /** Answers from memory: fresh ones, and aged ones while another was being made. */
  hits: number
  stale: number
  /** Answers that had to be made; of these, those that shared another request's render. */
  misses: number
  waited: number
  /** Answers that were for one request alone. */
  bypassed: number
  notModified: number
  renders: number
  renderErrors: number
  secondLevelHits: number
  purges: number
}

export const noCounts = (): PageCounts => ({
  hits: 0,
  stale: 0,
  misses: 0,
  waited: 0,
  bypassed: 0,
  notModified: 0,
  renders: 0,
  renderErrors: 0,
  secondLevelHits: 0,
  purges: 0,
})
