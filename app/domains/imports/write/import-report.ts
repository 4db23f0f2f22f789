import { Losses } from '../markdown/losses.ts'
import type { LossReport } from '../markdown/losses.ts'

export const COUNTED = [
  'members',
  'spaces',
  'threads',
  'posts',
  'events',
  'tags',
  'likes',
  'accepted',
  'hiddenPosts',
] as const
export type Counts = Record<(typeof COUNTED)[number], number>

/** What an import carried and what it could not; kept with its run, so that a resumed one reports the whole. */
export type RunReport = { counts: Counts; losses: LossReport }

export type ImportReport = RunReport & {
  origin: string
  dryRun: boolean
  /** The same archive had been imported before: nothing was written. */
  unchanged: boolean
  /** An earlier run had been interrupted; this one went on. */
  resumed: boolean
  seconds: number
}

export function noCounts(): Counts {
  return Object.fromEntries(COUNTED.map((name) => [name, 0])) as Counts
}

export function addCounts(a: Counts, b: Partial<Counts>): Counts {
  return Object.fromEntries(COUNTED.map((name) => [name, a[name] + (b[name] ?? 0)])) as Counts
}

/** The report with one more batch; the old one stays as it is, for the batch may yet be rolled back. */
export function addBatch(report: RunReport, counts: Partial<Counts>, lost: LossReport): RunReport {
  const losses = new Losses(structuredClone(report.losses))
  losses.merge(lost)
  return { counts: addCounts(report.counts, counts), losses: losses.report }
}
