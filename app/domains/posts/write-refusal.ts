/** Why somebody may not write: a word for each reason, which the pages have a sentence for. */
export type Because =
  | 'visitor'
  | 'suspended'
  | 'spaceArchived'
  | 'spaceLocked'
  | 'announcements'
  | 'archived'
  | 'notPublished'
  | 'closed'
  | 'outside'
  | 'notYours'
  | 'answered'
  | 'accepted'
  | 'byModerator'
  | 'tooManyWaiting'
  | 'draftThere'
  | 'pollClosed'
  | 'pollVoted'
  | 'ownPost'
  | 'noQuestion'
  | 'notYourQuestion'

/** What has to change in what was written. */
export type Fault =
  | 'bodyShort'
  | 'bodyMentions'
  | 'bodyLinks'
  | 'tagsNew'
  | 'tagsRequired'
  | 'timeMissing'
  | 'timeGone'
  | 'pollQuestion'
  | 'pollOptions'
  | 'pollBounds'
  | 'pollChoices'
  | 'pollOrder'
  | 'pollLater'

type Reason =
  /** It is not there, for who asks. */
  | { reason: 'missing' }
  | { reason: 'forbidden'; because: Because }
  | { reason: 'invalid'; fault: Fault; field: string; params?: Record<string, string | number> }
  /** It comes too soon. */
  | { reason: 'wait'; seconds: number }
  /** It was changed by somebody else meanwhile. */
  | { reason: 'conflict' }

/** Nothing was written, and why. The words are the business of the page. */
export class WriteRefusal extends Error {
  override name = 'WriteRefusal'
  readonly why: Reason

  constructor(why: Reason) {
    super(why.reason)
    this.why = why
  }
}

/** What doesn't exist and what one may not know of. */
export const missing = () => new WriteRefusal({ reason: 'missing' })

export const refused = (because: Because) => new WriteRefusal({ reason: 'forbidden', because })
