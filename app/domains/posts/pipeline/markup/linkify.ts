import type { MarkdownIt } from 'markdown-it'

const REST_OF_HOST = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+(?:[/?#:]|(?![\p{L}\p{N}@]))/iu

/** Longer addresses are cut; without a bound each candidate would copy the rest of the text. */
const LONGEST = 2_000

/**
 * Bare addresses become links when they begin with http://, https:// or www. Names without either do not: among
 * them are as many files (`main.rs`, `README.md`) and methods (`node.name`) as sites, and nobody asks to have a
 * mail address turned into a target.
 */
export function useLinkify(md: MarkdownIt): void {
  md.set({ linkify: true })
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  md.linkify.add('ftp:', null).add('//', null).add('mailto:', null)
  md.linkify.add('www.', {
    validate(text, position, self) {
      const tail = text.slice(position, position + LONGEST)
      if (!REST_OF_HOST.test(tail)) return 0
      return self.testSchemaAt(`https://www.${tail}`, 'https:', 6) - '//www.'.length
    },
    normalize(match) {
      match.url = `https://${match.url}`
    },
  })
}
