import type { Act, TargetKind } from './acts.ts'

/** An entry of the log as who may read it sees it. */
export type AuditEntryView = {
  id: number
  at: string
  who:
    | { kind: 'member'; id: number; handle: string | null; name: string }
    | { kind: 'console' | 'system'; name: string }
  act: Act
  target: { kind: TargetKind; id: number | null; name: string; handle: string | null }
  /** What was and what is, as text, by the name of the field. */
  changes: { field: string; before: string | null; after: string | null }[]
  why: string
  network: string
}
