/** What can be wrong with a backup or with the moment of one. */
type BackupErrorCode =
  | 'file_exists'
  | 'file_unwritable'
  | 'file_not_found'
  | 'disk_full'
  | 'damaged'
  | 'not_a_backup'
  | 'newer'
  | 'occupied'
  | 'in_use'
  | 'not_restored'
  | 'nothing_there'
  | 'storage_away'
  | 'stopped'

/** A fault that the operator can mend: the message says what is wrong, and then (`hint`) what to do about it. */
export class BackupError extends Error {
  readonly code: BackupErrorCode
  readonly hint: string

  constructor(code: BackupErrorCode, fault: string, hint: string, options?: ErrorOptions) {
    super(`${fault} ${hint}`, options)
    this.name = 'BackupError'
    this.code = code
    this.hint = hint
  }
}
