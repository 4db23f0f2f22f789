/** What can be wrong with an archive or with the moment of an import. */
export type ImportErrorCode =
  | 'archive_not_found'
  | 'archive_unreadable'
  | 'archive_truncated'
  | 'archive_unsafe'
  | 'archive_too_large'
  | 'archive_empty'
  | 'archive_changed'
  | 'json_broken'
  | 'topic_invalid'
  | 'origin_unknown'
  | 'import_running'
  | 'import_stopped'

/**
 * A fault that the operator can mend. The message says in one sentence what is wrong and in the next (`hint`) what
 * to do about it; nobody needs a stack trace to understand it.
 */
export class ImportError extends Error {
  readonly code: ImportErrorCode
  readonly hint: string

  constructor(code: ImportErrorCode, fault: string, hint: string, options?: ErrorOptions) {
    super(`${fault} ${hint}`, options)
    this.name = 'ImportError'
    this.code = code
    this.hint = hint
  }
}
