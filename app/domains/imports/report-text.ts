import type { LossKind } from './markdown/losses.ts'
import type { Counts, ImportReport } from './write/import-report.ts'

const COUNTED: readonly [keyof Counts, string][] = [
  ['members', 'members'],
  ['spaces', 'spaces'],
  ['threads', 'threads'],
  ['posts', 'posts'],
  ['events', 'thread events'],
  ['tags', 'tags'],
  ['likes', 'likes'],
  ['accepted', 'accepted answers'],
  ['hiddenPosts', 'hidden posts (kept hidden)'],
]

const LOST: Readonly<Record<LossKind, string>> = {
  poll: 'polls became lists with their results; nobody can vote in them',
  'old-host-upload': 'pictures and files are still shown from the old host; they vanish with it',
  'unresolved-thread-link': 'links to threads that are not in the archive were left as they are',
  'unresolved-member-link': 'links to and mentions of people who are not in the archive',
  'unresolved-site-link':
    'links to other pages of the old forum (search, badges, categories) were left as they are',
  'unresolved-quote': 'quotes of posts that are not in the archive, or were moved, name their author only',
  'unknown-emoji': 'emoji of the old forum’s own are shown by their names',
  math: 'formulas are shown as they were typed',
  'preview-card': 'preview cards became the address that they were made from',
  'unsafe-link': 'links that a post may not hold became plain text',
  'unlinked-fragment': 'links within a post became plain text',
  'table-structure': 'tables with merged or many-lined cells were made simple',
  'hidden-body': 'hidden posts whose words the archive lacks',
  'missing-post': 'posts that exist there but are not in the archive',
  'private-message': 'private messages were left out',
  whisper: 'words among staff were left out',
  'space-without-name': 'categories without a name were numbered; give them one',
  'renamed-handle': 'people whose name somebody has here already got a number',
  'action-without-meaning': 'small actions of a kind that is unknown here',
}

/** The report as people read it, in lines that end with a line break. */
export function describeReport(report: ImportReport): string {
  const { counts, losses } = report
  const head = report.unchanged
    ? `${report.origin} was imported from this very archive before. Nothing was changed. What it brought then:`
    : report.dryRun
      ? `A dry run: nothing was written. From ${report.origin} would come:`
      : `Imported from ${report.origin}${report.resumed ? ' (going on where it was interrupted)' : ''}:`
  const carried = COUNTED.map(([key, words]) => line(counts[key], words))
  const lost = Object.entries(losses).map(
    ([kind, { count, example }]) =>
      `${line(count, LOST[kind as LossKind])}\n${' '.repeat(12)}e.g. ${example}`,
  )
  const rest =
    lost.length === 0 ? ['Everything could be carried.'] : ['What could not be carried as it was:', ...lost]
  return [head, ...carried, '', ...rest, '', `Done in ${report.seconds.toFixed(1)} s.`, ''].join('\n')
}

function line(count: number, words: string): string {
  return `${count.toLocaleString('en').padStart(10)}  ${words}`
}
