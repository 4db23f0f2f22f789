/**
 * Why a command did nothing: `forbidden` to the one who asked, `missing` what it is about, or an input `invalid` at
 * a field. The message is for people.
 */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly reason: 'forbidden' | 'missing' | 'invalid'
  readonly field: string | null

  constructor(reason: Refusal['reason'], message: string, field: string | null = null) {
    super(message)
    this.reason = reason
    this.field = field
  }
}
