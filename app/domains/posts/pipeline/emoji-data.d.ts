// The package ships no types. Its data file is all that is used of it: a lookup by name costs less than its rule.
declare module 'markdown-it-emoji/lib/data/full.mjs' {
  const emojiByName: Record<string, string>
  export default emojiByName
}
