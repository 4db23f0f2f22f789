/**
 * The version of what `bakePost` emits, stored with every baked post. Raise it with each change of the emitted
 * HTML, excerpt, text or language: a job then bakes the posts of older versions again.
 */
export const PIPELINE_VERSION: number = 5
