import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { ar } from './ar.ts'
import { en, type MessageKey } from './en.ts'
import { directionOf, translator } from './translate.ts'

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** The names that a message asks for: parameters and tags. */
function names(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    if ('options' in element) {
      return [element.value, ...Object.values(element.options).flatMap((option) => names(option.value))]
    }
    if ('children' in element) return [`<${element.value}>`, ...names(element.children)]
    return element.type === 0 || element.type === 7 ? [] : [element.value]
  })
}
const asks = (message: string) => new Set(names(new IntlMessageFormat(message, 'en').getAst()))

/** All of the app's sources but the messages themselves. */
function sources(): string {
  const app = resolve(import.meta.dirname, '..')
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/^locales|\.test\./.test(file))
    .map((file) => readFileSync(join(app, file), 'utf8'))
    .join('\n')
}

describe('messages', () => {
  it('are all said somewhere', () => {
    const code = sources()
    // `sort.${sort}` says every message that begins like that.
    const families = [...code.matchAll(/`([a-z]+(?:\.[a-z]+)*\.)\$\{/g)].map((match) => match[1]!)
    const said = (key: string) =>
      code.includes(`'${key}'`) || families.some((family) => key.startsWith(family))
    expect(Object.keys(en).filter((key) => !said(key))).toEqual([])
  })

  it.each(Object.entries(en))('%s parses', (_, message) => {
    expect(() => asks(message)).not.toThrow()
  })

  it.each(Object.entries(ar))('%s asks in Arabic for nothing that English does not have', (key, message) => {
    expect([...asks(en[key as MessageKey])]).toEqual(expect.arrayContaining([...asks(message)]))
  })
})

describe('a translator', () => {
  it('says plain and parametrised messages', () => {
    const t = translator('en')
    expect(t('nav.home')).toBe('Home')
    expect(t('thread.repliesPlain', { count: 1, shown: '1' })).toBe('1 reply')
    expect(t('thread.repliesPlain', { count: 12_431, shown: '12.4k' })).toBe('12.4k replies')
  })

  it('uses the plural forms of the language', () => {
    expect(translator('ar')('thread.repliesPlain', { count: 2, shown: '2' })).toBe('ردّان')
  })

  it('says in English what a language leaves out', () => {
    const [left] = (Object.keys(en) as MessageKey[]).filter((key) => !(key in ar))
    expect(left).toBe('error.code')
    expect(translator('ar')('error.code', { status: '404' })).toBe('404')
  })

  it.each(['en-AU', 'xx', 'not a locale', ''])('falls back to English for %j', (locale) => {
    expect(translator(locale)).toBe(translator('en'))
  })

  it('isolates names that run against the language', () => {
    expect(translator('ar')('post.inReplyTo', { name: '@moss' })).toBe('رداً على \u2068@moss\u2069')
    expect(translator('en')('post.inReplyTo', { name: 'نادر' })).toBe('In reply to \u2068نادر\u2069')
    expect(translator('en')('post.inReplyTo', { name: '@moss' })).toBe('In reply to @moss')
  })

  it('hands the words inside a tag to whoever draws it', () => {
    const parts = translator('en').parts(
      'post.acceptedBy',
      { name: 'Ada' },
      { a: (words) => ({ link: words }) },
    )
    expect(parts).toEqual(['by Ada, ', { link: ['go to the post'] }])
  })

  it.each([
    ['en', 'ltr'],
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['??', 'ltr'],
  ] as const)('knows that %s is written %s', (locale, direction) => {
    expect(directionOf(locale)).toBe(direction)
  })
})
