import { shorten } from '#app/domains/posts/pipeline/plain-text.ts'
import type { Random } from './random.ts'
import type { Language, Vocabulary } from './vocabulary.ts'

/** A post as it is stored. */
export type WrittenPost = { source: string; html: string; text: string; excerpt: string; language: string }

/** A post of some paragraphs, most of them short, and now and then a long one. */
export function writePost(vocabulary: Vocabulary, random: Random, language: Language): WrittenPost {
  const sentences = Math.min(60, Math.max(1, Math.round(Math.exp(1.1 + 0.8 * random.normal()))))
  const paragraphs: string[] = []
  for (let written = 0; written < sentences;) {
    const here = Math.min(sentences - written, 1 + random.below(4))
    paragraphs.push(
      Array.from({ length: here }, () => vocabulary.sentence(random, language)).join(
        language === 'ja' ? '' : ' ',
      ),
    )
    written += here
  }
  return bakePlain(paragraphs, language)
}

/**
 * What the pipeline makes of paragraphs without any markup, a hundred times faster; a test compares them. The
 * language is known here, where the pipeline has to guess.
 */
export function bakePlain(paragraphs: readonly string[], language: string): WrittenPost {
  const text = paragraphs.join(' ')
  return {
    source: paragraphs.join('\n\n'),
    html: paragraphs.map((one) => `<p dir="auto">${one}</p>\n`).join(''),
    text,
    excerpt: shorten(text),
    language,
  }
}
