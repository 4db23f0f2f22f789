import { Index } from './index-store.ts'
import { Problem } from './problem.ts'

export type Task = {
  uid: number
  indexUid: string | null
  type: string
  status: 'enqueued' | 'processing' | 'succeeded' | 'failed'
  error: ReturnType<Problem['body']> | null
  enqueuedAt: string
  startedAt: string | null
  finishedAt: string | null
  details: Record<string, unknown> | null
}

type Work = (indexes: Map<string, Index>) => Record<string, unknown> | null

/** Does what writes asked for, one after the other, after they were answered: as the real one. */
export class Tasks {
  readonly all: Task[] = []
  /** Makes tasks fail: the code of the failure, or null to let one through. */
  failure: (task: Task, payload: unknown) => string | null = () => null
  private readonly indexes: Map<string, Index>
  private readonly waiting: [Task, Work, unknown][] = []
  private held = false

  constructor(indexes: Map<string, Index>) {
    this.indexes = indexes
  }

  add(type: string, indexUid: string | null, payload: unknown, work: Work): Task {
    const task: Task = {
      uid: this.all.length,
      indexUid,
      type,
      status: 'enqueued',
      error: null,
      enqueuedAt: new Date().toISOString(),
      startedAt: null,
      finishedAt: null,
      details: null,
    }
    this.all.push(task)
    this.waiting.push([task, work, payload])
    setImmediate(() => this.step())
    return task
  }

  /** Keeps tasks waiting until `release`. */
  hold(): void {
    this.held = true
  }
  release(): void {
    this.held = false
    setImmediate(() => this.step())
  }

  private step(): void {
    if (this.held) return
    const [task, work, payload] = this.waiting.shift() ?? []
    if (!task || !work) return
    task.startedAt = new Date().toISOString()
    try {
      const code = this.failure(task, payload)
      if (code !== null) throw new Problem(500, code)
      task.details = work(this.indexes)
      task.status = 'succeeded'
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      task.status = 'failed'
      task.error = error.body()
    }
    task.finishedAt = new Date().toISOString()
    if (this.waiting.length > 0) setImmediate(() => this.step())
  }
}

export function indexFor(indexes: Map<string, Index>, uid: string): Index {
  const index = indexes.get(uid)
  if (!index) throw new Problem(404, 'index_not_found', `Index \`${uid}\` not found.`)
  return index
}

/** The work of a document addition: all of them or none. */
export function addDocuments(
  uid: string,
  documents: Record<string, unknown>[],
  primaryKey: string | null,
): Work {
  return (indexes) => {
    const index = indexes.get(uid) ?? new Index(primaryKey)
    index.primaryKey ??= primaryKey
    const key = index.primaryKey
    if (key === null) throw new Problem(400, 'index_primary_key_no_candidate_found')
    const ids = documents.map((document) => documentId(document[key]))
    indexes.set(uid, index)
    for (const [place, document] of documents.entries()) index.put(ids[place]!, document)
    return { receivedDocuments: documents.length, indexedDocuments: documents.length }
  }
}

function documentId(value: unknown): string {
  if (value === undefined) throw new Problem(400, 'missing_document_id')
  const valid =
    typeof value === 'number' ? Number.isInteger(value) : /^[a-zA-Z0-9_-]{1,511}$/.test(String(value))
  if (!valid)
    throw new Problem(400, 'invalid_document_id', `Document identifier \`${String(value)}\` is invalid.`)
  return String(value)
}
