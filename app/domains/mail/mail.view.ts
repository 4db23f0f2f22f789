/** A letter in the log: what it was, where it went, what became of it. */
export type LetterRowView = {
  id: number
  kind: string
  address: string
  state: 'queued' | 'sent' | 'failed'
  subject: string
  error: string
  attempts: number
  at: string
}

/**
 * A text of a letter without what opens something: whoever looks after the mail must not be able to come in as somebody else.
 */
export const withoutSecrets = (text: string) =>
  text.replace(/\btoken=[\w-]+/g, 'token=•••').replace(/\b\d{6}\b/g, '••••••')
