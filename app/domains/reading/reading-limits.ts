/** Days for which a thread that one never opened counts as new. */
export const NEW_DAYS = 2

/** Unread posts are looked for in so many threads: those that the member was in last. What it costs never grows beyond. */
export const THREADS_REMEMBERED = 1_000

/** Waiting threads are counted as far as this. */
export const MOST_COUNTED = 100

/** Seconds of reading after which a thread is tracked by itself. */
export const TRACKED_AFTER = 300

/** Of one report of a page: seconds and posts beyond are not believed. */
export const MOST_SECONDS = 300
export const MOST_POSTS = 20
