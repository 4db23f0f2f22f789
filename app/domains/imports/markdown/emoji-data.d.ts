declare module 'markdown-it-emoji/lib/data/full.mjs' {
  /** Characters by shortcode without colons. */
  const definitions: Readonly<Record<string, string>>
  export default definitions
}
