/**
 * What one post may cost. A post beyond a limit is still baked: the surplus stays plain text, is not
 * highlighted, or is left out (nesting). Refusing long posts is the business of the input schemas.
 */
export const LIMITS = {
  /** Levels of nested Markdown constructs; what lies deeper is not rendered. */
  markdownNesting: 50,
  /** Levels of nested elements in the final HTML; deeper tags lose their markup and keep their text. */
  htmlNesting: 100,
  /** Different names that `findReferences` reports of each kind. */
  handles: 50,
  threads: 100,
  posts: 100,
  files: 100,
  /** Footnotes per post, and links back to the text per footnote. */
  footnotes: 200,
  footnoteBacklinks: 20,
  /** Cells of all tables of a post together. */
  tableCells: 20_000,
  /** Characters of one code block, of one of its lines and of one of its words, up to which it is highlighted. */
  highlightBlock: 16_000,
  highlightLine: 500,
  highlightWord: 100,
  /** Characters of code that are highlighted in one post. */
  highlightPost: 48_000,
  /** Largest side of an image, in pixels, that is believed. */
  imageSide: 20_000,
  /** Characters of the excerpt. */
  excerpt: 280,
} as const
