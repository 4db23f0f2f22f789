import { PERSONAS, type Persona } from './people.ts'
import type { Token } from './tokens.ts'

/** `seen`: shown somewhere; `here`: only at addresses of the thing itself; `never`: nowhere. */
export type Verdict = 'seen' | 'here' | 'never'

const marks: Record<string, Verdict> = { '●': 'seen', '◐': 'here', '·': 'never' }

/** What shows a thread to those who may read it. */
const THREAD = ['title', 'slug', 'excerpt', 'body', 'reply', 'replier', 'replier’s name']
const AUTHOR = ['author', 'author’s name']
const TAG = ['tag', 'tag’s name', 'tag’s description']
/** What is written down and shown to nobody. */
const NOBODY = ['reason', 'event']
const SPACE = ['slug', 'name', 'description']
/** What a space says to who begins a thread in it. */
const BEGIN = ['template', 'required tag']

/**
 * Who may see what: written by hand, from what is promised, never computed by the gate. One line per thing and field
 * list, one column per persona. Whoever adds a field or a thing adds its line; a token without one fails the crawl.
 */
// prettier-ignore
const table: [things: string[], fields: string[], verdicts: string][] = [
  //                                                                             vis new tru ins bac lap aut mod adm sus
  [['open thread', 'opened thread'], [...THREAD, ...AUTHOR, ...TAG],            '●   ●   ●   ●   ●   ●   ●   ●   ●   ●'],
  [['members thread'], [...THREAD, ...AUTHOR, ...TAG],                          '·   ●   ●   ●   ●   ●   ●   ●   ●   ●'],
  [['trust thread'], [...THREAD, ...AUTHOR, ...TAG],                            '·   ·   ●   ·   ·   ·   ·   ·   ●   ·'],
  [['insiders thread', 'insiders thread in a child', 'insiders thread in open space'],
    [...THREAD, ...AUTHOR, ...TAG],                                             '·   ·   ·   ●   ·   ·   ·   ·   ●   ·'],
  [['stray thread in insiders space'], [...THREAD, ...AUTHOR],                  '·   ·   ·   ●   ·   ·   ·   ·   ●   ·'],
  [['staff thread'], [...THREAD, ...AUTHOR, ...TAG],                            '·   ·   ·   ·   ·   ·   ·   ●   ●   ·'],
  [['stray thread in child of staff space'], [...THREAD, ...AUTHOR],            '·   ·   ·   ·   ·   ·   ·   ●   ●   ·'],
  [['early thread', 'late thread', 'gone thread', 'insiders thread in trust space'],
    [...THREAD, ...AUTHOR, ...TAG],                                             '·   ·   ·   ·   ·   ·   ·   ·   ●   ·'],
  // A teaser shows the title and the first lines, and how to get in.
  [['backers thread', 'backers thread in open space'], ['title', 'excerpt'],    '●   ●   ●   ●   ●   ●   ●   ●   ●   ●'],
  [['backers thread', 'backers thread in open space'],
    [...without(THREAD, 'title', 'excerpt'), ...AUTHOR, ...TAG],                '·   ·   ·   ·   ●   ·   ·   ·   ●   ·'],
  [['backers thread in insiders space'], ['title', 'excerpt'],                  '·   ·   ·   ●   ·   ·   ·   ·   ●   ·'],
  [['backers thread in insiders space'],
    [...without(THREAD, 'title', 'excerpt'), ...AUTHOR, ...TAG],                '·   ·   ·   ·   ·   ·   ·   ·   ●   ·'],
  // Tags are counted, and so described, by what stands in lists.
  [['held thread', 'hidden thread'], [...THREAD, 'tag', 'tag’s name'],          '·   ·   ·   ·   ·   ·   ●   ●   ●   ·'],
  [['deleted thread'], [...THREAD, 'tag', 'tag’s name'],                        '·   ·   ·   ·   ·   ·   ·   ●   ●   ·'],
  [['held thread in insiders space'], [...THREAD, 'tag', 'tag’s name'],         '·   ·   ·   ·   ·   ·   ·   ·   ●   ·'],
  [['held thread', 'hidden thread', 'deleted thread', 'held thread in insiders space', 'unlisted thread'],
    ['tag’s description'],                                                      '·   ·   ·   ·   ·   ·   ·   ·   ·   ·'],
  [['unlisted thread'], [...THREAD, ...AUTHOR, 'tag', 'tag’s name'],            '◐   ◐   ◐   ◐   ◐   ◐   ◐   ◐   ◐   ◐'],

  // What was typed and is not shown stands in the form that changes it: for who wrote it, and for moderators.
  [['open thread', 'opened thread', 'members thread', 'staff thread'], ['comment'],'·   ·   ·   ·   ·   ·   ·   ◐   ◐   ·'],
  [['stray thread in child of staff space', 'deleted thread', 'unlisted thread'], ['comment'],'·   ·   ·   ·   ·   ·   ·   ◐   ◐   ·'],
  [['held thread', 'hidden thread'], ['comment'],                               '·   ·   ·   ·   ·   ·   ◐   ◐   ◐   ·'],
  [['trust thread', 'insiders thread', 'insiders thread in a child', 'early thread'], ['comment'],'·   ·   ·   ·   ·   ·   ·   ·   ◐   ·'],
  [['insiders thread in open space', 'stray thread in insiders space', 'late thread'], ['comment'],'·   ·   ·   ·   ·   ·   ·   ·   ◐   ·'],
  [['gone thread', 'insiders thread in trust space', 'held thread in insiders space'], ['comment'],'·   ·   ·   ·   ·   ·   ·   ·   ◐   ·'],
  [['backers thread', 'backers thread in open space', 'backers thread in insiders space'], ['comment'],'·   ·   ·   ·   ·   ·   ·   ·   ◐   ·'],

  [['open space', 'opened space', 'backers space'], SPACE,                      '●   ●   ●   ●   ●   ●   ●   ●   ●   ●'],
  [['members space'], SPACE,                                                    '·   ●   ●   ●   ●   ●   ●   ●   ●   ●'],
  [['trust space'], SPACE,                                                      '·   ·   ●   ·   ·   ·   ·   ·   ●   ·'],
  [['insiders space', 'insiders child of open space'], SPACE,                   '·   ·   ·   ●   ·   ·   ·   ·   ●   ·'],
  [['staff space', 'open child of staff space'], SPACE,                         '·   ·   ·   ·   ·   ·   ·   ●   ●   ·'],
  [['early space', 'late space', 'gone space'], SPACE,                          '·   ·   ·   ·   ·   ·   ·   ·   ●   ·'],

  [['talk'], ['body'],                                                          '●   ●   ●   ●   ●   ●   ●   ●   ●   ●'],
  [['held post', 'hidden post', 'deleted post'], AUTHOR,                        '·   ·   ·   ·   ·   ·   ·   ●   ●   ·'],
  [['held post', 'hidden post', 'deleted post'], ['body'],                      '·   ·   ·   ·   ·   ·   ·   ·   ·   ·'],

  // What somebody began, or wrote for later, is theirs alone.
  [['draft'], ['title', 'body', 'tags'],                                        '·   ·   ·   ·   ·   ·   ●   ·   ·   ·'],
  [['later'], ['title'],                                                        '·   ·   ·   ·   ·   ·   ◐   ·   ·   ·'],
  [['later'], ['body', 'tags'],                                                 '·   ·   ·   ·   ·   ·   ·   ·   ·   ·'],

  // The template of a space is in the form of who may start something there.
  [['open space', 'opened space', 'members space'], BEGIN,                      '·   ●   ●   ●   ●   ●   ●   ●   ●   ·'],
  [['backers space'], BEGIN,                                                    '·   ·   ·   ·   ●   ·   ·   ·   ●   ·'],
  [['trust space'], BEGIN,                                                      '·   ·   ●   ·   ·   ·   ·   ·   ●   ·'],
  [['insiders space', 'insiders child of open space'], BEGIN,                   '·   ·   ·   ●   ·   ·   ·   ·   ●   ·'],
  [['staff space', 'open child of staff space'], BEGIN,                         '·   ·   ·   ·   ·   ·   ·   ●   ●   ·'],
  [['early space', 'late space', 'gone space'], BEGIN,                          '·   ·   ·   ·   ·   ·   ·   ·   ●   ·'],
  // Its members know of it, who is invited, and who manages groups.
  [['secret group'], ['key', 'name', 'description'],                            '·   ·   ·   ●   ●   ·   ·   ·   ●   ·'],

  [['site'], ['tagline'],                                                       '●   ●   ●   ●   ●   ●   ●   ●   ●   ●'],
  [['speaker'], ['bio'],                                                        '◐   ◐   ◐   ◐   ◐   ◐   ◐   ◐   ◐   ◐'],
  [['renamed'], ['handle'],                                                     '◐   ◐   ◐   ◐   ◐   ◐   ◐   ◐   ◐   ◐'],
  // How to get in is told to those who see the teaser.
  [['backers'], ['key'],                                                        '●   ●   ●   ●   ·   ●   ●   ●   ·   ●'],
  // On the way into a teaser, what one has already is told to the one who has it.
  // And who makes rules reads them.
  [['insiders'], ['key'],                                                       '·   ·   ·   ●   ·   ·   ·   ·   ●   ·'],
]

function without(fields: string[], ...gone: string[]): string[] {
  return fields.filter((field) => !gone.includes(field))
}

/** Fields that no line above gives to anybody, wherever they stand. */
const forNobody: [thing: RegExp, fields: string[]][] = [
  [/ thread/, NOBODY],
  [/ space$/, ['old slug']],
  [/^(rules|posts|members|typist)$/, ['name', 'expression', 'reason', 'time zone', 'handle']],
  [/^renamed$/, ['handle before', 'imported handle']],
  [/^site$/, ['import origin', 'mail password', 'outbox', 'import report', 'checksum']],
]

const lines = new Map<string, Verdict[]>()
for (const [things, fields, verdicts] of table) {
  const row = verdicts.split(/\s+/).map((mark) => marks[mark] ?? fail(`“${mark}” is no mark of the oracle`))
  if (row.length !== PERSONAS.length) fail(`The line of ${things.join(', ')} has ${row.length} columns`)
  for (const thing of things) for (const field of fields) lines.set(`${thing}: ${field}`, row)
}

function fail(message: string): never {
  throw new Error(message)
}

/** Who looks after members has a list of them all, by name, whatever they wrote and wherever: `members.list`. */
const LIST_MEMBERS: readonly Persona[] = ['moderator', 'admin']
const NAMES = ['author', 'author’s name', 'replier', 'replier’s name']
const PEOPLE: Record<string, string[]> = { renamed: ['handle'], typist: ['handle', 'name'] }
const isNameOf = ({ thing, field }: Token) =>
  / thread/.test(thing) ? NAMES.includes(field) : (PEOPLE[thing]?.includes(field) ?? false)

/** What the table says of a token and a persona; null where nobody has thought of it yet. */
export function verdictOn(token: Token, persona: Persona): Verdict | null {
  const row = lines.get(`${token.thing}: ${token.field}`)
  if (LIST_MEMBERS.includes(persona) && isNameOf(token)) return 'seen'
  if (row) return row[PERSONAS.indexOf(persona)] ?? null
  return forNobody.some(([thing, fields]) => thing.test(token.thing) && fields.includes(token.field))
    ? 'never'
    : null
}
