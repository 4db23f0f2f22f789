/** Characters of a query that are looked at; what comes after is told of and left out. */
export const MAX_QUERY = 300
/** Words and phrases, with and without a minus. */
export const MAX_TERMS = 12
