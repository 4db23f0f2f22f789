/** One thing that was looked at; `says` tells what to do unless it is `ok`. */
export type Finding = { what: string; ok: boolean; says: string }
