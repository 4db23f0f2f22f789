import { Problem } from './problem.ts'

/** Whether a document passes. */
export type Test = (document: Record<string, unknown>) => boolean

const KEYWORDS = new Set([
  'AND',
  'OR',
  'IN',
  'NOT',
  'TO',
  'EXISTS',
  'IS',
  'NULL',
  'EMPTY',
  'CONTAINS',
  'STARTS',
  'WITH',
])
const TOKEN = /\s*(?:("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(!=|>=|<=|[=<>()[\],])|([\p{L}\p{N}_.-]+))/uy

type Token = { kind: 'quoted' | 'sign' | 'word'; text: string }

/**
 * The documented language of filters: comparisons, IN, TO, EXISTS, IS NULL, IS EMPTY, AND, OR, NOT and parentheses.
 * Throws what the server answers for a mistake in it, and for an attribute that `filterable` does not list.
 */
export function parseFilter(text: string, filterable: ReadonlySet<string>): Test {
  const tokens = tokenize(text)
  let at = 0
  const wrong = (): never => {
    throw new Problem(
      400,
      'invalid_search_filter',
      `Was expecting an operation, found \`${tokens[at]?.text ?? ''}\``,
    )
  }
  const peek = (word: string) => tokens[at]?.kind !== 'quoted' && tokens[at]?.text === word
  const take = (word: string) => peek(word) && ++at > 0
  const need = (word: string) => take(word) || wrong()
  const value = (): string => {
    const token = tokens[at++]
    if (!token || token.kind === 'sign' || (token.kind === 'word' && KEYWORDS.has(token.text))) return wrong()
    return token.text
  }

  const or = (): Test => {
    const tests = [and()]
    while (take('OR')) tests.push(and())
    return (document) => tests.some((test) => test(document))
  }
  const and = (): Test => {
    const tests = [not()]
    while (take('AND')) tests.push(not())
    return (document) => tests.every((test) => test(document))
  }
  const not = (): Test => {
    if (!take('NOT')) return primary()
    const test = not()
    return (document) => !test(document)
  }
  const primary = (): Test => {
    if (take('(')) {
      const test = or()
      need(')')
      return test
    }
    const name = value()
    if (!filterable.has(name))
      throw new Problem(400, 'invalid_search_filter', `Attribute \`${name}\` is not filterable.`)
    return condition(name)
  }
  const condition = (name: string): Test => {
    const values = valuesOf(name)
    if (take('NOT')) {
      const test = condition(name)
      return (document) => !test(document)
    }
    if (take('IN')) {
      const wanted = list()
      return (document) => values(document).some((one) => wanted.some((other) => isSame(one, other)))
    }
    if (take('EXISTS')) return (document) => document[name] !== undefined
    if (take('IS')) {
      const negated = take('NOT')
      const test: Test = take('NULL')
        ? (document) => document[name] === null
        : (need('EMPTY'), (document) => ['', '[]', '{}'].includes(JSON.stringify(document[name] ?? null)))
      return (document) => test(document) !== negated
    }
    for (const [sign, holds] of SIGNS) {
      if (!take(sign)) continue
      const wanted = value()
      if (sign === '!=') return (document) => !values(document).some((one) => isSame(one, wanted))
      return (document) => values(document).some((one) => holds(one, wanted))
    }
    const from = value()
    need('TO')
    const to = value()
    return (document) =>
      values(document).some((one) => Number(one) >= Number(from) && Number(one) <= Number(to))
  }
  const list = (): string[] => {
    const wanted: string[] = []
    need('[')
    while (!take(']')) {
      wanted.push(value())
      if (!peek(']')) need(',')
    }
    return wanted
  }

  const test = or()
  if (at < tokens.length) wrong()
  return test
}

const SIGNS: [string, (one: unknown, wanted: string) => boolean][] = [
  ['!=', () => true],
  ['=', (one, wanted) => isSame(one, wanted)],
  ['>=', (one, wanted) => Number(one) >= Number(wanted)],
  ['<=', (one, wanted) => Number(one) <= Number(wanted)],
  ['>', (one, wanted) => Number(one) > Number(wanted)],
  ['<', (one, wanted) => Number(one) < Number(wanted)],
]

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const from = TOKEN.lastIndex
    const [, quoted, sign, word] = TOKEN.exec(text) ?? []
    if (quoted !== undefined)
      tokens.push({ kind: 'quoted', text: quoted.slice(1, -1).replace(/\\(.)/g, '$1') })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else
      throw new Problem(400, 'invalid_search_filter', `Was expecting a value, found \`${text.slice(from)}\``)
  }
  return tokens
}

function valuesOf(name: string): (document: Record<string, unknown>) => unknown[] {
  return (document) => {
    const value = document[name]
    return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
  }
}

function isSame(one: unknown, wanted: string): boolean {
  return typeof one === 'number' ? one === Number(wanted) : String(one).toLowerCase() === wanted.toLowerCase()
}
