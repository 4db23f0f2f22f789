/** How much of something a member wants to hear of, from least to most. */
export const watchLevels = ['muted', 'normal', 'tracking', 'watching'] as const
export type WatchLevel = (typeof watchLevels)[number]

/** What a member read of a thread, as they themselves see it. */
export type ThreadReadingView = {
  /** The highest number that they read; 0 where they were never there. */
  number: number
  /** What they chose; null where the thread goes as its space and tags. */
  level: WatchLevel | null
}

/** How much waits for a member, in the community or in a space, counted up to 100; and what they chose for the space. */
export type WaitingView = { unread: number; unseen: number; level: WatchLevel | null }
