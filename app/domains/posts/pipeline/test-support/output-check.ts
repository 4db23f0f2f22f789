import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment, serialize } from 'parse5'

/** The site and the id prefix that tests bake with. */
export const SITE = 'https://forum.example'
export const PREFIX = 'p7-'

/**
 * A second copy of what may leave the pipeline, written by hand and never imported from its code: whoever widens
 * the one has to widen the other, knowingly. For each element its attributes with the values they may have.
 */
const ELEMENTS: Record<string, Record<string, RegExp>> = {
  a: {
    href: /^/,
    title: /^/,
    class: /^(mention|thread|zoom|footnote-back)$/,
    id: /^p7-fnref-[0-9]+(-[0-9]+)?$/,
    rel: /^nofollow ugc noopener noreferrer$/,
    'aria-label': /^(Footnote [0-9]+|Back to the text|Full-size image)$/,
  },
  abbr: { title: /^/ },
  b: {},
  bdi: {},
  blockquote: { dir: /^auto$/, class: /^quote$/, 'data-post': /^[0-9]+$/ },
  br: {},
  code: { dir: /^ltr$/, class: /^lang-[a-z]+$/ },
  del: {},
  details: { class: /^spoiler$/, open: /^$/ },
  div: { class: /^table$/, tabindex: /^0$/, role: /^group$/, 'aria-label': /^Table$/ },
  em: {},
  figure: {
    class: /^embed$/,
    'data-provider': /^(youtube|vimeo)$/,
    'data-video': /^[A-Za-z0-9_-]{5,12}$/,
    'data-start': /^[0-9]+$/,
  },
  h2: { dir: /^auto$/ },
  h3: { dir: /^auto$/ },
  h4: { dir: /^auto$/ },
  h5: { dir: /^auto$/ },
  h6: { dir: /^auto$/ },
  hr: {},
  i: {},
  img: {
    src: /^/,
    alt: /^/,
    title: /^/,
    width: /^[0-9]{1,5}$/,
    height: /^[0-9]{1,5}$/,
    class: /^(unsized|tint hue-[0-9]{1,3})$/,
    loading: /^lazy$/,
    decoding: /^async$/,
  },
  input: {
    class: /^(task-box|spoiler-toggle)$/,
    type: /^checkbox$/,
    'aria-label': /^(Done|To do|Show the hidden text)$/,
    checked: /^$/,
    disabled: /^$/,
  },
  ins: {},
  kbd: {},
  li: { class: /^task$/, id: /^p7-fn-[0-9]+$/ },
  mark: {},
  ol: { dir: /^auto$/, start: /^[0-9]+$/, class: /^tasks$/ },
  p: { dir: /^auto$/, class: /^(from|gallery)$/ },
  picture: {},
  pre: { tabindex: /^0$/, dir: /^ltr$/ },
  s: {},
  section: { class: /^footnotes$/ },
  small: {},
  source: {
    type: /^image\/(avif|webp)$/,
    srcset:
      /^\/files\/[0-9a-f]{32}\/[0-9]+\.(avif|webp) [0-9]+w(, \/files\/[0-9a-f]{32}\/[0-9]+\.(avif|webp) [0-9]+w)*$/,
    sizes: /^\(min-width: 48rem\) 44rem, 100vw$/,
  },
  span: {
    class: /^(spoiler|spoiler-text|tok-[acdikmnstv])$/,
    dir: /^(ltr|rtl|auto)$/,
    lang: /^[A-Za-z0-9-]+$/,
  },
  strong: {},
  sub: {},
  summary: { dir: /^auto$/ },
  sup: { class: /^footnote-ref$/ },
  table: { dir: /^auto$/ },
  tbody: {},
  td: { class: /^align-(start|center|end)$/ },
  th: { class: /^align-(start|center|end)$/ },
  thead: {},
  tr: {},
  u: {},
  ul: { dir: /^auto$/, class: /^tasks$/ },
}

/** Everything about baked HTML that must not be, as sentences; an empty list is a pass. */
export function faults(html: string): string[] {
  const found: string[] = []
  const fragment = parseFragment(html)
  const ids = new Set<string>()
  const names: string[] = []
  for (const node of descendants(fragment)) {
    if (defaultTreeAdapter.isTextNode(node)) continue
    if (!defaultTreeAdapter.isElementNode(node)) found.push(`a node of kind ${node.nodeName}`)
    else {
      names.push(node.tagName)
      found.push(...elementFaults(node, ids))
    }
  }
  // A parser that adds, moves or drops elements reads something else than the sanitiser wrote.
  const written = [...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map((match) => match[1]!.toLowerCase())
  if (written.join() !== names.join()) found.push(`parsed as ${names.join()} instead of ${written.join()}`)
  const once = serialize(fragment)
  if (serialize(parseFragment(once)) !== once) found.push('changes when it is parsed again')
  return found
}

function elementFaults(element: DefaultTreeAdapterTypes.Element, ids: Set<string>): string[] {
  const { tagName, attrs, namespaceURI } = element
  const allowed = ELEMENTS[tagName]
  if (!Object.hasOwn(ELEMENTS, tagName) || !allowed) return [`the element ${tagName}`]
  const found: string[] = []
  if (namespaceURI !== 'http://www.w3.org/1999/xhtml') found.push(`${tagName} in ${namespaceURI}`)
  const value = (name: string) => attrs.find((attribute) => attribute.name === name)?.value
  for (const attribute of attrs) {
    if (!Object.hasOwn(allowed, attribute.name) || !allowed[attribute.name]!.test(attribute.value)) {
      found.push(`${tagName} with ${attribute.name}="${attribute.value}"`)
    }
  }
  const id = value('id')
  if (id !== undefined && ids.size === ids.add(id).size) found.push(`the id ${id} twice`)
  if (tagName === 'a') found.push(...linkFaults(value('href'), value('rel')))
  if (tagName === 'img') found.push(...addressFaults(value('src') ?? 'nothing:', ['http:', 'https:']))
  if (tagName === 'input' && value('type') !== 'checkbox') found.push('an input that is no check box')
  if (tagName === 'input' && value('class') === 'task-box' && value('disabled') === undefined) {
    found.push('a task that can be ticked')
  }
  return found
}

function linkFaults(href: string | undefined, rel: string | undefined): string[] {
  if (href === undefined) return []
  const found = addressFaults(href, ['http:', 'https:', 'mailto:'])
  const url = URL.parse(href, `${SITE}/t/1/x`)
  if (url && url.protocol !== 'mailto:' && url.origin !== SITE && !rel) found.push(`${href} without rel`)
  if (url && url.origin === SITE && rel) found.push(`${href} with rel`)
  return found
}

function addressFaults(address: string, protocols: readonly string[]): string[] {
  const url = URL.parse(address, `${SITE}/t/1/x`)
  if (!url || !protocols.includes(url.protocol)) return [`the address ${address}`]
  if (url.username || url.password) return [`the address ${address} with a user name`]
  const absolute = /^(https?:\/\/|mailto:)/i.test(address)
  const hasScheme = /^[\0-\x20]*[a-z][a-z0-9+.-]*:/i.test(address)
  return absolute || (url.origin === SITE && !hasScheme)
    ? []
    : [`the address ${address} that leads elsewhere`]
}

/** All nodes below one, in document order. */
export function descendants(parent: DefaultTreeAdapterTypes.ParentNode): DefaultTreeAdapterTypes.ChildNode[] {
  const nodes: DefaultTreeAdapterTypes.ChildNode[] = []
  const waiting = [...parent.childNodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    nodes.push(node)
    if ('childNodes' in node) waiting.push(...[...node.childNodes].reverse())
  }
  return nodes
}
