/** Why staff could not do something to a member. */
export type StaffBecause = 'forbidden' | 'missing' | 'rank' | 'self' | 'lastAdmin' | 'taken' | 'noAccount'

/** Nothing was done; `because` is a key of the locale (`staff.refused.<because>`). */
export class StaffRefusal extends Error {
  override name = 'StaffRefusal'
  readonly because: StaffBecause

  constructor(because: StaffBecause) {
    super(because)
    this.because = because
  }
}
