const MB = 1_000_000

/** Bytes of one upload, as it is sent. */
export const MOST_BYTES = { picture: 12 * MB, avatar: 12 * MB, file: 25 * MB } as const
/** The largest of them: what the server reads at most before it looks. */
export const LARGEST = Math.max(...Object.values(MOST_BYTES))
/** Characters of the words that stand for a picture. */
export const LONGEST_ALT = 500
