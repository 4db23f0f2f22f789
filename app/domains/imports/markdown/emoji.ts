import shortcodes from 'markdown-it-emoji/lib/data/full.mjs'
import type { ConversionContext } from './conversion.ts'
import type { HtmlElement } from './html-tree.ts'

/** Names that Discourse uses and the pipeline's list lacks. */
const ALIASES: Readonly<Record<string, string>> = {
  crazy_face: '🤪',
  face_with_hand_over_mouth: '🤭',
  face_with_monocle: '🧐',
  face_with_raised_eyebrow: '🤨',
  frowning_with_open_mouth: '😦',
  grinning_face_with_smiling_eyes: '😄',
  grinning_squinting_face: '😆',
  hugging_face: '🤗',
  lying_face: '🤥',
  money_mouth: '🤑',
  nerd: '🤓',
  right_facing_fist: '🤜',
  rolling_eyes: '🙄',
  shrug: '🤷',
  slight_frown: '🙁',
  slight_smile: '🙂',
  smiling_face: '☺️',
  thermometer_face: '🤒',
  upside_down: '🙃',
  woman_zombie: '🧟‍♀️',
  zipper_mouth: '🤐',
}
const SKIN_TONES = ['🏻', '🏼', '🏽', '🏾', '🏿']

/**
 * The character of an emoji picture, its name between colons where it has none (the old forum's own
 * pictures), or null where the image is no emoji.
 */
export function emojiOf(image: HtmlElement, context: ConversionContext): string | null {
  if (!image.classes.includes('emoji')) return null
  const name = (image.attributes['title'] || image.attributes['alt'] || '').replace(/^:|:$/g, '')
  const [base = '', tone] = name.split(':t')
  const character = own(shortcodes, base) ?? own(ALIASES, base)
  if (character !== undefined) return character + (SKIN_TONES[Number(tone) - 2] ?? '')
  if (/\p{Extended_Pictographic}/u.test(name)) return name
  context.losses.add('unknown-emoji', `:${name}:`)
  return name === '' ? '' : `:${name}:`
}

function own(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined
}
