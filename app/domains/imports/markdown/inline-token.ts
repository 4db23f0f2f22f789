export type Mark =
  'strong' | 'em' | 'strike' | 'spoiler' | 'sub' | 'sup' | 'kbd' | 'u' | 'ins' | 'mark' | 'small'

/** A paragraph in pieces. */
export type InlineToken =
  /** Words, still to be escaped. */
  | { kind: 'text'; text: string }
  | { kind: 'code'; code: string }
  /** Finished Markdown that begins and ends with punctuation. */
  | { kind: 'raw'; markdown: string }
  /** A link whose text is its address; `card`: the old forum made a preview of it. */
  | { kind: 'address'; url: string; card: boolean }
  | { kind: 'mention'; handle: string }
  /** A thread's own address, which shows its title. */
  | { kind: 'thread'; path: string; title: string }
  | { kind: 'open' | 'close'; mark: Mark }
  | { kind: 'break' }
