/** Characters of a post as people count them, without the blank around it. */
export const BODY = { least: 2, most: 32_000 }
