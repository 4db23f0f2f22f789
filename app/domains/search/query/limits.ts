/** Characters that come back of what was typed: in the box, and in links, which must stay short enough to be followed. */
export const MAX_TYPED = 1_000
/** Characters of a query that are looked at; what comes after is told of and left out. */
export const MAX_QUERY = 300
/** Characters of a title for which similar threads are looked for. */
export const MAX_TITLE = 200
/** Words and phrases, with and without a minus. */
export const MAX_TERMS = 12
