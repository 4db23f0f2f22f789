import { isImageAddress } from './links.ts'
import { SIZES } from './picture-sizes.ts'
import { WORDS } from './words.ts'

/** Looks at an attribute's value and returns what may stay of it, or null to drop the attribute. */
export type Check = (value: string) => string | null

const any: Check = (value) => value
const flag: Check = () => ''
const oneOf =
  (...allowed: readonly string[]): Check =>
  (value) =>
    allowed.includes(value) ? value : null
const matching =
  (pattern: RegExp): Check =>
  (value) =>
    pattern.test(value) ? value : null

/** The colour of a picture while it loads: one of 24 classes. */
const TINTED =
  /^tint hue-(?:0|15|30|45|60|75|90|1(?:05|20|35|50|65|80|95)|2(?:10|25|40|55|70|85)|3(?:00|15|30|45))$/
/** Our own files in several widths; never an address of another site. */
const FILE = '/files/[0-9a-f]{32}/\\d{1,5}\\.(?:avif|webp) \\d{1,5}w'
const ownFiles = matching(new RegExp(`^${FILE}(?:, ${FILE}){0,9}$`))

const auto = { dir: oneOf('auto') }
const number = matching(/^\d{1,9}$/)
/** Ids and the fragments that lead to them exist for footnotes alone. */
const footnoteId = matching(/^(?:[a-z][a-z0-9]*-)?fn(?:ref)?-\d{1,4}(?:-\d{1,4})?$/)
const label = matching(/^Footnote \d{1,4}$/)
const cell = { class: oneOf('align-start', 'align-center', 'align-end') }
const list = { ...auto, class: oneOf('tasks') }
const bare = {}

/**
 * Everything that baked HTML may consist of: each element with its attributes and what these may say. Links have
 * their own rules in `sanitize.ts`. Whatever is not here does not leave the pipeline, whoever put it in. The tests
 * hold a second copy on purpose, so that a change here is a decision.
 */
export const ALLOWED: ReadonlyMap<string, Readonly<Record<string, Check>>> = new Map(
  Object.entries<Record<string, Check>>({
    a: {
      href: any,
      title: any,
      class: oneOf('mention', 'thread', 'zoom', 'footnote-back'),
      id: footnoteId,
      'aria-label': (value) =>
        value === WORDS.backToText || value === WORDS.fullImage ? value : label(value),
    },
    abbr: { title: any },
    b: bare,
    bdi: bare,
    blockquote: { ...auto, class: oneOf('quote'), 'data-post': matching(/^\d{1,9}$/) },
    br: bare,
    code: { dir: oneOf('ltr'), class: matching(/^lang-[a-z]{1,16}$/) },
    del: bare,
    details: { class: oneOf('spoiler'), open: flag },
    div: {
      class: oneOf('table'),
      tabindex: oneOf('0'),
      role: oneOf('group'),
      'aria-label': oneOf(WORDS.table),
    },
    em: bare,
    figure: {
      class: oneOf('embed'),
      'data-provider': oneOf('youtube', 'vimeo'),
      'data-video': matching(/^[\w-]{5,12}$/),
      'data-start': number,
    },
    h2: auto,
    h3: auto,
    h4: auto,
    h5: auto,
    h6: auto,
    hr: bare,
    i: bare,
    img: {
      src: (value) => (isImageAddress(value) ? value : null),
      alt: any,
      title: any,
      width: number,
      height: number,
      class: (value) => (value === 'unsized' || TINTED.test(value) ? value : null),
      loading: oneOf('lazy'),
      decoding: oneOf('async'),
    },
    input: {
      class: oneOf('task-box', 'spoiler-toggle'),
      type: oneOf('checkbox'),
      'aria-label': oneOf(WORDS.taskDone, WORDS.taskOpen, WORDS.showSpoiler),
      checked: flag,
      disabled: flag,
    },
    ins: bare,
    kbd: bare,
    li: { class: oneOf('task'), id: footnoteId },
    mark: bare,
    ol: { ...list, start: number },
    p: { ...auto, class: oneOf('from', 'gallery') },
    picture: bare,
    pre: { tabindex: oneOf('0'), dir: oneOf('ltr') },
    s: bare,
    section: { class: oneOf('footnotes') },
    small: bare,
    source: { type: oneOf('image/avif', 'image/webp'), srcset: ownFiles, sizes: oneOf(SIZES) },
    span: {
      class: matching(/^(?:spoiler|spoiler-text|tok-[ksnctvamid])$/),
      dir: oneOf('ltr', 'rtl', 'auto'),
      lang: matching(/^[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8}){0,3}$/),
    },
    strong: bare,
    sub: bare,
    summary: auto,
    sup: { class: oneOf('footnote-ref') },
    table: auto,
    tbody: bare,
    td: cell,
    th: cell,
    thead: bare,
    tr: bare,
    u: bare,
    ul: list,
  }),
)
