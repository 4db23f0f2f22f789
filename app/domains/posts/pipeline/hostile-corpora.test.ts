import { describe, expect, it } from 'vitest'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { bakePost } from './bake-post.server.ts'
import { findReferences } from './find-references.server.ts'
import { NO_REFERENCES } from './references.ts'
import { sanitizePost } from './sanitize.ts'
import {
  everywhere,
  hostileReferences,
  inCodeAndLinks,
  readPayloads,
} from './test-support/hostile-payloads.ts'
import { faults, PREFIX, SITE } from './test-support/output-check.ts'

const corpora = fixturesPath('corpora')
if (!corpora) console.info('The hostile corpora are not here (GUILDHALL_FIXTURES): their tests are left out.')

describe.skipIf(!corpora)('the hostile corpora', async () => {
  const { all, varied } = corpora ? await readPayloads(corpora) : { all: [], varied: [] }
  const options = { siteOrigin: SITE, idPrefix: PREFIX }

  /** The payloads for which `render` yields something that must not be, with what that is. */
  function failures(payloads: readonly string[], render: (payload: string) => string) {
    return payloads
      .map((payload) => ({ payload, found: checked(render(payload)) }))
      .filter(({ found }) => found.length > 0)
  }

  function checked(html: string): string[] {
    const found = faults(html)
    if (sanitizePost(html, SITE) !== html) found.push('is changed by being sanitised again')
    return found
  }

  it('are the ones that are meant', () => {
    expect(all.length).toBeGreaterThan(7_500)
    expect(varied.length).toBeGreaterThan(1_500)
  })

  it('leave nothing outside the allow-list as the body of a post', () => {
    const bake = (payload: string) => bakePost(payload, hostileReferences(payload), options).html
    expect(failures(all, bake)).toEqual([])
  }, 120_000)

  it('leave nothing outside the allow-list in code, texts, titles and addresses', () => {
    const bake = (payload: string) => bakePost(inCodeAndLinks(payload), NO_REFERENCES, options).html
    expect(failures(all, bake)).toEqual([])
  }, 120_000)

  it('leave nothing outside the allow-list in any other place, name or title', () => {
    const bake = (payload: string) => bakePost(everywhere(payload), hostileReferences(payload), options).html
    expect(failures(varied, bake)).toEqual([])
  }, 120_000)

  it('leave nothing outside the allow-list when they reach the sanitiser as they are', () => {
    const found = failures(all, (payload) => sanitizePost(payload, SITE))
    // Parts of tables without a table: the sanitiser leaves them and browsers ignore them. Markdown cannot make any.
    const strayParts = found.filter(({ payload }) => /<(?:tbody|thead|tr|td|th)\b/.test(payload))
    expect(strayParts.every(({ found: [fault] }) => fault?.startsWith('parsed as'))).toBe(true)
    expect(strayParts.length).toBeLessThanOrEqual(10)
    expect(found.filter((failure) => !strayParts.includes(failure))).toEqual([])
  }, 120_000)

  it('never make the search for references fail', () => {
    for (const payload of varied) expect(() => findReferences(everywhere(payload))).not.toThrow()
  }, 120_000)
})
