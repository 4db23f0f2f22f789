/** Characters of a title, as people count them. */
export const TITLE = { least: 8, most: 200 }
/** Tags of a thread. */
export const MOST_TAGS = 5
/** Characters of a tag's name. */
export const LONGEST_TAG = 40
