/** Short class per kind of token; the README documents them. Kinds that are missing stay unmarked. */
const CLASS_OF_KIND: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'tok-k': ['keyword', 'literal', 'selector-tag', 'name', 'variable language_'],
    'tok-s': ['string', 'regexp', 'char', 'link'],
    'tok-n': ['number', 'symbol', 'bullet'],
    'tok-c': ['comment', 'quote', 'doctag'],
    'tok-t': ['type', 'title', 'class', 'built_in', 'section'],
    'tok-v': ['variable', 'template-variable', 'variable constant_'],
    'tok-a': [
      'attr',
      'attribute',
      'property',
      'selector-attr',
      'selector-class',
      'selector-id',
      'selector-pseudo',
    ],
    'tok-m': ['meta', 'template-tag'],
    'tok-i': ['addition'],
    'tok-d': ['deletion'],
  }).flatMap(([className, kinds]) => kinds.map((kind): [string, string] => [kind, className])),
)

const SPAN = /<span class="([^"]*)">|<\/span>/g
const PREFIX = 'hljs-'

/** Rewrites highlight.js' markup to our short classes, without the spans that have none. */
export function shortenClasses(html: string): string {
  const kept: boolean[] = []
  return html.replace(SPAN, (_, className: string | undefined) => {
    if (className === undefined) return kept.pop() ? '</span>' : ''
    const kind = className.startsWith(PREFIX) ? className.slice(PREFIX.length) : ''
    const short = CLASS_OF_KIND.get(kind) ?? CLASS_OF_KIND.get(kind.split(' ', 1)[0]!)
    kept.push(short !== undefined)
    return short === undefined ? '' : `<span class="${short}">`
  })
}
