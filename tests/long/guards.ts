/** A guard, and the change of the source that takes it out. `what` stands exactly once in the file. */
export type Guard = { guard: string; file: string; what: string; becomes: string }

const threadPage = 'app/domains/threads/thread-page.queries.server.ts'
const spaces = 'app/domains/spaces/space.queries.server.ts'
const members = 'app/domains/members/member.queries.server.ts'
const tags = 'app/domains/tags/tag.queries.server.ts'
const rulesOfReader = 'count.rule_id = any(${visibleRules(reader.access)}::int[]) and '

/** Every guard whose loss the crawl must notice. */
export const guards: Guard[] = [
  {
    guard: 'a thread is asked for by its id',
    file: threadPage,
    what: 'const view = canView(reader.access, thing)\n',
    becomes: "const view = 'full' as ReturnType<typeof canView>\n",
  },
  {
    guard: 'a teaser is not the thread',
    file: threadPage,
    what: "if (view === 'full') return { view, row }",
    becomes: "if (view !== null) return { view: 'full', row }",
  },
  {
    guard: 'the state of each post in a thread',
    file: threadPage,
    what: 'const view = canView(reader.access, postThing(post, threadThing(row)))',
    becomes: "const view = 'full' as ReturnType<typeof canView>",
  },
  {
    guard: 'a post is asked for by its id',
    file: threadPage,
    what: "canView(reader.access, thing) === 'full' ? { threadId, slug, number } : null",
    becomes: '{ threadId, slug, number }',
  },
  {
    guard: 'the redirect to the title comes after the gate',
    file: 'app/routes/thread.tsx',
    what: "  if (found.view === 'none') throw notFound()\n  ctx.tags",
    becomes: `  if (found.view === 'none') {
    const bare = await ctx.db.selectFrom('thread').select(['id', 'slug']).where('id', '=', path.id).executeTakeFirst()
    throw bare && path.slug !== bare.slug ? redirect(threadHref(bare), 301) : notFound()
  }
  ctx.tags`,
  },
  {
    guard: 'lists of threads show what is listed',
    file: 'app/domains/threads/thread-list.queries.server.ts',
    what: "const thread = sql`thread t`\n  const listed = whereListed(reader.access, 'thread', 't')",
    becomes: 'const thread = sql`thread t`\n  const listed = sql`true`',
  },
  {
    guard: 'pins show what is listed',
    file: 'app/domains/threads/pinned-threads.queries.server.ts',
    what: "${whereListed(reader.access, 'thread', 't')}",
    becomes: 'true',
  },
  {
    guard: 'a profile shows what is listed',
    file: members,
    what: "${whereListed(reader.access, 'thread', 't')}",
    becomes: 'true',
  },
  {
    guard: 'helpful members, by rule',
    file: 'app/domains/members/helpful-members.queries.server.ts',
    what: 'c.rule_id = any(${visibleRules(reader.access)}::int[]) and ',
    becomes: '',
  },
  {
    guard: 'a space is asked for by its slug',
    file: spaces,
    what: "const view = viewOf(reader, space, all)\n  if (view !== 'full')",
    becomes: "const view = 'full' as 'full' | 'teaser' | 'none'\n  if (view !== 'full')",
  },
  {
    guard: 'the old slug of a space leads on after the gate',
    file: spaces,
    what: "space && viewOf(reader, space, all) !== 'none' ?",
    becomes: 'space ?',
  },
  {
    guard: 'the rail shows the spaces that one may know of',
    file: spaces,
    what: "return view === 'none' ? [] : [toLink(space, view)]",
    becomes: "return [toLink(space, view === 'none' ? 'teaser' : view)]",
  },
  {
    guard: 'the index of tags, by rule',
    file: tags,
    what: `${rulesOfReader}count.threads > 0\n    group by tag.id order by`,
    becomes: 'count.threads > 0\n    group by tag.id order by',
  },
  {
    guard: 'a tag is asked for by its slug, by rule',
    file: tags,
    what: `and ${rulesOfReader}count.threads > 0`,
    becomes: 'and count.threads > 0',
  },
  {
    guard: 'links and quotes name what every reader may know',
    file: 'app/domains/posts/look-up-references.server.ts',
    what: 'rules.every((rule) => rule === EVERYONE || rule === draft.ruleId)',
    becomes: 'rules.length > 0 || draft.ruleId > 0',
  },
  {
    guard: 'a thing is seen only where all that it lies in is seen',
    file: 'app/domains/access/access.policy.ts',
    what: "within === null ? [] : [{ is: 'within'",
    becomes: "within === null || within !== 'thread' ? [] : [{ is: 'within'",
  },
  {
    guard: 'held and hidden things are for staff and authors',
    file: 'app/domains/access/access.policy.ts',
    what: "if (can(actor, 'posts.seeAll')) return {}",
    becomes: "if (can(actor, 'posts.seeAll') || published) return {}",
  },
  {
    guard: 'the suspended read as plain members',
    file: 'app/domains/access/facts.ts',
    what: "return { ...facts, role: 'member', trustLevel: 0, grants: [], moderates: [] }",
    becomes: 'return facts',
  },
  {
    guard: 'a grant ends',
    file: 'app/domains/access/facts.ts',
    what: '(end === null || at < end)',
    becomes: '(end === null || at < end || start !== null)',
  },
  {
    guard: 'the old way to ask for a loader is refused',
    file: 'app/http/refuse.ts',
    what: "if (url.searchParams.has('_data'))",
    becomes: "if (url.searchParams.has('_never'))",
  },
]
