import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPayloads } from '#app/domains/posts/pipeline/test-support/hostile-payloads.ts'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { xmlFaults } from '#tests/support/xml/xml-faults.ts'
import { cdata, element, xmlDocument } from './xml.ts'

/** A text in every place where a text can stand. */
const everywhere = (text: string) =>
  element('item', { title: text }, element('text', {}, text), element('html', {}, cdata(text)), text)
const documentOf = (texts: readonly string[]) => xmlDocument(element('list', {}, ...texts.map(everywhere)))

test('elements, attributes and text', () => {
  expect(element('a', { href: '/?a&b', title: null }, 'x < y', element('br'), null).xml).toBe(
    '<a href="/?a&amp;b">x &lt; y<br/></a>',
  )
})

test('CDATA ends where it is meant to end', () => {
  expect(cdata('a ]]> b ]]]]>>').xml).toBe('<![CDATA[a ]]]]><![CDATA[> b ]]]]]]><![CDATA[>>]]>')
})

test('libxml2 would tell what is not well-formed', async () => {
  for (const broken of ['<a>\u0008</a>', '<a>&</a>', '<a>]]></a>', '<a>\ufffe</a>', '<a b="<"/>'])
    expect(await xmlFaults([broken]), broken).not.toEqual([])
})

test('any text makes a document that libxml2 reads: every character, halves of pairs, the signs of XML', async () => {
  const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
  const signs = [']]>', ']]', '<![CDATA[', '<!--', '--', '-->', '<?xml?>', '&', '&#0;', '&#x1;', '"', "'"]
  const samples = fc.sample(
    fc.string({ unit: fc.oneof(fc.constantFrom(...signs), fc.string({ unit: 'binary', maxLength: 1 })) }),
    { numRuns: 500, seed: 14 },
  )
  const rows = Array.from({ length: 256 }, (_, row) => characters.slice(row * 256, (row + 1) * 256).join(''))
  expect(await xmlFaults([documentOf(rows), documentOf([...signs, ...samples])])).toEqual([])
})

const corpora = fixturesPath('corpora')
if (!corpora) console.info('The hostile corpora are not here (GUILDHALL_FIXTURES): their test is left out.')

describe.skipIf(!corpora)('the hostile corpora', () => {
  test('make documents that libxml2 reads', async () => {
    const { all } = await readPayloads(corpora ?? '')
    expect(all.length).toBeGreaterThan(7_500)
    expect(await xmlFaults([documentOf(all)])).toEqual([])
  })
})
