import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { expect, test } from 'vitest'
import { root } from './project-files.ts'

// Our own bans are patterns that could stop matching without a word. What needs types is the tools' own and left out.
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ] as ESLint.Options['overrideConfig'],
})

/** The messages of our own bans for a text that stood in this file. */
async function bansIn(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath })
  const fatal = result?.messages.filter((message) => message.fatal) ?? []
  expect(fatal).toEqual([])
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId?.startsWith('no-restricted') || ruleId === 'no-console')
    .map(({ message }) => message)
}

test.each([
  ['throw { status: 400 }', 'plain object'],
  ['await db.$queryRawUnsafe(text)', 'SQL injection'],
  ['sql.raw(`order by ${column}`)', 'not escaped'],
  ['sql.raw("order by " + column)', 'not escaped'],
  ['const a = <p style={{ color }} />', 'inline styles'],
  ['const a = <p dangerouslySetInnerHTML={{ __html }} />', 'Only app/ui/prose.tsx'],
  ['throw redirect(to)', 'safeRedirect'],
  ['throw redirect(search.to, 301)', 'safeRedirect'],
  ['throw redirect(`${to}/members`)', 'safeRedirect'],
  ['const token = Math.random()', 'Guessable'],
  ['const url = process.env.DATABASE_URL', 'environment'],
  ['const { PORT } = process.env', 'environment'],
  ['console.log(1)', 'console'],
  ['enum Sort { New }', 'strip enums'],
  ['export default 1', 'by name'],
])('%s is banned', async (text, reason) => {
  expect(await bansIn('app/domains/sample.tsx', text)).toEqual([expect.stringContaining(reason)])
})

test.each([
  [
    'app/domains/sample.ts',
    "throw redirect('/spaces')\nthrow redirect(`/u/${handle}`)\nthrow redirect(threadHref(row))",
  ],
  ['app/domains/sample.ts', "throw notFound()\nsql.raw(backwards ? 'asc' : 'desc')"],
  ['app/routes/sample.tsx', 'export default function Sample() { return null }'],
  ['app/ui/prose.tsx', 'export const Prose = () => <div dangerouslySetInnerHTML={{ __html: html }} />'],
  ['app/server.ts', 'console.log(process.env.PORT)'],
])('%s may say %s', async (path, text) => {
  expect(await bansIn(path, text)).toEqual([])
})
