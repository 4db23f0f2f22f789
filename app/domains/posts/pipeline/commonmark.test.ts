import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fixturesPath } from '#tests/support/fixtures.ts'
import differences from './commonmark-differences.json' with { type: 'json' }
import { markdown } from './markdown.ts'
import { newPost, toEnv } from './post-environment.ts'
import { NO_REFERENCES } from './references.ts'
import { sanitizePost } from './sanitize.ts'
import { normalForm } from './test-support/normal-form.ts'
import { SITE } from './test-support/output-check.ts'

interface Example {
  example: number
  section: string
  markdown: string
  html: string
}

/** A line break is a line break in posts; for the comparison alone it is rendered as the standard says. */
const AS_SPECIFIED = { ...markdown.options, breaks: false }

/** What the Markdown stage makes of a source, and what the whole pipeline does. */
function render(source: string): [stage: string, baked: string] {
  const env = toEnv(newPost(NO_REFERENCES, SITE, ''))
  const stage = markdown.renderer.render(markdown.parse(source, env), AS_SPECIFIED, env)
  return [stage, sanitizePost(stage, SITE)]
}

const spec = fixturesPath('corpora/markdown/commonmark/spec.json')
if (!spec) console.info('The CommonMark examples are not here (GUILDHALL_FIXTURES): their test is left out.')

describe.skipIf(!spec)('the examples of CommonMark 0.31.2', () => {
  const examples = spec ? (JSON.parse(readFileSync(spec, 'utf8')) as Example[]) : []
  const listed = Object.values(differences).flatMap((category) => category.examples)

  it('are all there, and none is listed twice', () => {
    expect(examples).toHaveLength(655)
    expect(new Set(listed).size).toBe(listed.length)
  })

  it('render as specified, except those in commonmark-differences.json, which do differ', () => {
    const differ = examples.filter(({ markdown: source, html }) => {
      const expected = normalForm(html)
      return render(source).some((rendered) => normalForm(rendered) !== expected)
    })
    expect(differ.map(({ example }) => example)).toEqual([...listed].sort((a, b) => a - b))
  })

  it('differ for the reason that is given', () => {
    const sources = new Map(examples.map(({ example, markdown: source }) => [example, source]))
    const of = (category: keyof typeof differences) =>
      differences[category].examples.map((example) => sources.get(example)!)
    for (const source of of('raw-html')) expect(source).toMatch(/<[a-z/!?]/i)
    for (const source of of('link-scheme')) expect(source).toMatch(/^<(?!https?:|mailto:)[a-z0-9+.-]+:/)
    for (const source of of('bare-address')) expect(source).toMatch(/https:\/\//)
  })
})
