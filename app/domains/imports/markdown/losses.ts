/** What an import could not carry as it was, by kind: how often, and one example to look at. */
export type LossKind =
  | 'poll'
  | 'old-host-upload'
  | 'unresolved-thread-link'
  | 'unresolved-member-link'
  | 'unresolved-site-link'
  | 'unresolved-quote'
  | 'unknown-emoji'
  | 'math'
  | 'preview-card'
  | 'unsafe-link'
  | 'unlinked-fragment'
  | 'table-structure'
  | 'hidden-body'
  | 'missing-post'
  | 'private-message'
  | 'whisper'
  | 'space-without-name'
  | 'renamed-handle'
  | 'action-without-meaning'

export type LossReport = Partial<Record<LossKind, { count: number; example: string }>>

/** Collects losses. Cheap to make, one per batch; `merge` adds another batch's report. */
export class Losses {
  readonly report: LossReport

  constructor(report: LossReport = {}) {
    this.report = report
  }

  add(kind: LossKind, example: string, count = 1): void {
    const entry = this.report[kind]
    if (entry) entry.count += count
    else this.report[kind] = { count, example: example.slice(0, 200) }
  }

  merge(other: LossReport): void {
    for (const [kind, loss] of Object.entries(other)) this.add(kind as LossKind, loss.example, loss.count)
  }
}
