import { describe, expect, test } from 'vitest'
import { createAudienceOf } from './audience.ts'
import { preferredLocale } from './preferred-locale.ts'

const audienceOf = createAudienceOf({
  cookiePrefix: 'guildhall',
  localeCookie: 'guildhall_locale',
  locales: ['en', 'de', 'pt-BR'],
  themeCookie: 'guildhall_theme',
  themes: ['auto', 'light', 'dark'],
})
const visitor = { locale: 'en', theme: 'auto' }

describe('credentials have no shared page', () => {
  test.each([
    { cookie: 'guildhall_session=abc' },
    { cookie: '_ga=1; __Host-guildhall_session=abc' },
    { cookie: '_ga=1;__Secure-guildhall=abc' },
    { cookie: 'guildhall_session' },
    { cookie: 'guildhall_session=' },
    { cookie: 'guildhall_theme=dark; guildhall_flash=hello' },
    { cookie: 'guildhall_theme=dark; guildhall_theme=light' },
    { cookie: '__Host-guildhall_theme=dark' },
    { authorization: 'Bearer x' },
    { authorization: '' },
  ])('%j', (headers) => {
    expect(audienceOf(headers)).toBeNull()
  })
})

describe('everybody else is a visitor', () => {
  test.each([
    [{}, visitor],
    [{ cookie: '' }, visitor],
    [{ cookie: '_ga=GA1.2.3; cookie_consent=yes' }, visitor],
    [{ cookie: 'other=guildhall_session' }, visitor],
    [{ cookie: 'guildhall_theme=dark' }, { locale: 'en', theme: 'dark' }],
    [{ cookie: 'a=b; guildhall_locale=de; guildhall_theme=light' }, { locale: 'de', theme: 'light' }],
    [{ cookie: 'guildhall_locale=../../etc; guildhall_theme=<script>' }, visitor],
    [{ 'accept-language': 'de-AT,de;q=0.9' }, { locale: 'de', theme: 'auto' }],
    [{ cookie: 'guildhall_locale=en', 'accept-language': 'de' }, visitor],
    [
      { cookie: 'guildhall_locale=xx', 'accept-language': 'de' },
      { locale: 'de', theme: 'auto' },
    ],
  ])('%j', (headers, expected) => {
    expect(audienceOf(headers)).toEqual(expected)
  })
})

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['fr', 'en'],
  ['fr, de;q=0.5', 'de'],
  ['en;q=0.1, de;q=0.2', 'de'],
  ['de;q=0, en', 'en'],
  ['PT-pt', 'pt-BR'],
  ['pt', 'pt-BR'],
  ['zh-Hant-TW', 'zh-Hant'],
  ['de;q=nonsense', 'en'],
  [';;,,;q=', 'en'],
  ['de,'.repeat(100), 'en'],
])('Accept-Language %j is served in %s', (header, expected) => {
  expect(preferredLocale(['en', 'de', 'pt-BR', 'zh-Hant'])(header)).toBe(expected)
})
