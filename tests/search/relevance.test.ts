import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { visitor } from '#app/domains/access/actor.ts'
import { createGate } from '#app/domains/access/gate.server.ts'
import { importDiscourse } from '#app/domains/imports/import-discourse.server.ts'
import { createPostgresEngine } from '#app/domains/search/postgres/postgres-engine.server.ts'
import { search } from '#app/domains/search/search.queries.server.ts'
import { searchPageSearch } from '#app/domains/search/search.schema.ts'
import { countWords } from '#app/domains/search/words/count-words.server.ts'
import { systemClock } from '#app/platform/clock.ts'
import { testDatabase } from '#tests/support/database.ts'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { questions, type Question } from './relevance-queries.ts'

/** What a search owes: the mean of one over the place of the first right answer among ten. */
const LEAST = 0.85

const archive = fixturesPath('data/discourse-archive.tar.gz')
const db = await testDatabase()
const kysely = db.kysely

if (!archive)
  console.log(
    'Left out: the relevance of the search (no data/discourse-archive.tar.gz in GUILDHALL_FIXTURES)',
  )

it.runIf(archive)('finds what people mean in a real forum', { timeout: 300_000 }, async () => {
  await importDiscourse({ db, siteOrigin: 'https://community.example' }, archive ?? '')
  await countWords(db)
  await db.pool.query('analyze search_post')
  const reader = {
    db: kysely,
    access: await createGate({ db: kysely, clock: systemClock }).accessOf(visitor),
    now: new Date(),
  }
  const deps = {
    engine: createPostgresEngine({
      db: kysely,
      languages: () => Promise.resolve(['en']),
      times: () => Promise.resolve([]),
    }),
    spaces: { all: () => Promise.resolve([]) },
  }
  const { rows } = await sql<{ topic: string; id: number }>`
    select external_id as topic, internal_id as id from import_map where kind = 'thread'`.execute(kysely)
  const topics = new Map(rows.map(({ topic, id }) => [Number(topic), id]))

  const scored: (Question & { score: number })[] = []
  for (const question of questions) {
    const { hits } = await search(reader, deps, searchPageSearch.parse({ q: question.q }))
    const right = question.wants.map((topic) => topics.get(topic))
    const place = hits.slice(0, 10).findIndex((hit) => hit.kind === 'thread' && right.includes(hit.id))
    scored.push({ ...question, score: place < 0 ? 0 : 1 / (place + 1) })
  }
  const mean = (of: typeof scored) => of.reduce((sum, { score }) => sum + score, 0) / of.length
  const held = scored.filter(({ heldOut }) => heldOut)
  const worst = scored.filter(({ score }) => score < 1).sort((a, b) => a.score - b.score)
  console.log(
    `MRR@10 of ${scored.length} questions: ${mean(scored).toFixed(3)}; of the ${held.length} that were held out: ${mean(held).toFixed(3)}\n` +
      worst.map(({ q, score }) => `  ${score.toFixed(2)} ${q}`).join('\n'),
  )
  expect(scored.length).toBeGreaterThanOrEqual(60)
  expect(mean(scored)).toBeGreaterThanOrEqual(LEAST)
  expect(mean(held)).toBeGreaterThanOrEqual(LEAST)
})
