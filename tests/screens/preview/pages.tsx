import type { ReactNode } from 'react'
import { AcceptedAnswer } from '#app/ui/accepted-answer.tsx'
import { ActivityList } from '#app/ui/activity-list.tsx'
import { Crumbs } from '#app/ui/crumbs.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorPage } from '#app/ui/error-page.tsx'
import { JumpList } from '#app/ui/jump-list.tsx'
import { JumpToDate } from '#app/ui/jump-to-date.tsx'
import { KeySwitch } from '#app/ui/key-switch.tsx'
import { Lead } from '#app/ui/lead.tsx'
import { Locked } from '#app/ui/locked.tsx'
import { Facts, Note, People, PlainLinks } from '#app/ui/note.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { Pager } from '#app/ui/pager.tsx'
import type { Place } from '#app/ui/places.ts'
import { DeletedPost, EventLine, HiddenPost, PostGap } from '#app/ui/post-states.tsx'
import { PostWindow } from '#app/ui/post-window.tsx'
import { Post } from '#app/ui/post.tsx'
import { ProfileHead } from '#app/ui/profile-head.tsx'
import { SpaceList } from '#app/ui/space-card.tsx'
import { SpaceHead } from '#app/ui/space-head.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { TagIndex } from '#app/ui/tag-index.tsx'
import { TagList } from '#app/ui/tag.tsx'
import { ThreadHead } from '#app/ui/thread-head.tsx'
import { ThreadList } from '#app/ui/thread-list.tsx'
import type { SpaceRef } from '#app/ui/thread-row.tsx'
import { Time } from '#app/ui/time.tsx'
import { useT } from '#app/ui/words.tsx'
import { adminPages } from './admin-pages.tsx'
import { gatePages } from './gate-pages.tsx'
import { pollPages } from './poll-pages.tsx'
import { readingPages } from './reading-pages.tsx'
import { searchPages } from './search-pages.tsx'
import { writingPages } from './writing-pages.tsx'
import { answerHtml, official, person, questionHtml, replyHtml, spaces, threads } from './sample.tsx'
import { reacted } from './reacted.tsx'

export interface SamplePage {
  here?: Place
  space?: SpaceRef
  main: ReactNode
  context?: ReactNode
  rail?: ReactNode
}

const tags = ['tents', 'sleep', 'stoves', 'water', 'footwear', 'packs', 'repair', 'winter'].map(
  (name, i) => ({
    name,
    href: `/tags/${name}`,
    count: [1284, 12_431, 3, 88, 1, 310, 42, 9][i] ?? 0,
  }),
)
const bare = tags.map(({ name, href }) => ({ name, href }))
const drawn = (n: number, hue: number) => ({ drawn: `/art/contour/${n}.svg`, hue })

function SortTabs() {
  const t = useT()
  const tabs = (['latest', 'new', 'top', 'hot', 'unanswered'] as const).map((sort, i) => ({
    label: t(`sort.${sort}`),
    href: `/?sort=${sort}`,
    current: i === 0,
    count: sort === 'unanswered' ? 18 : undefined,
  }))
  return <Tabs label={t('sort.label')} tabs={tabs} />
}

const thanks = (
  <Note title="Thank you">
    <People
      people={[
        { person: person('halvard-k'), about: '17 answers accepted this month' },
        { person: person('sofie.under.sail'), about: 'wrote the most-saved trip report' },
        { person: person('bivvy_bea'), about: 'welcomed 23 new members' },
      ]}
    />
  </Note>
)

const home: SamplePage = {
  here: 'home',
  main: (
    <>
      <PageHead size="s" title="Stories and gear from the high moor" />
      <Lead
        href="/t/9/ridge"
        title="Eleven nights on the Ravnen ridge, and the stove that refused to die"
        kicker="Trip reports"
        summary="Snow in August, a borrowed rope, and one repair with a tin can. A long read with every waypoint and the full packing list."
        author={person('slow-miles')}
        replies={86}
        cover={drawn(9, 285)}
      />
      <SortTabs />
      <ThreadList heading="Conversations" threads={threads} />
      <Pager nextHref="/?before=3" />
    </>
  ),
  context: (
    <>
      <Note title="Topics" more={{ label: 'All', href: '/tags' }}>
        <TagList tags={bare} />
      </Note>
      {thanks}
    </>
  ),
}

const space: SamplePage = {
  space: spaces.gear,
  main: (
    <>
      <SpaceHead
        name="Gear questions"
        purpose="Ask about anything you carry. Say what you tried and where you are going; the answers get better."
        cover={drawn(4, 205)}
      />
      <SortTabs />
      <ThreadList heading="Questions" threads={threads.map((thread) => ({ ...thread, space: null }))} />
      <Pager prevHref="/s/gear?after=9" nextHref="/s/gear?before=3" note="1,284 conversations" />
    </>
  ),
  context: (
    <>
      <Note title="In this space">
        <Facts
          facts={[
            { label: 'Conversations', value: '1,284' },
            { label: 'Answered', value: '91%' },
            { label: 'Newest', value: <Time iso={threads[1]!.lastAt} /> },
          ]}
        />
      </Note>
      {thanks}
      <Note title="Topics">
        <TagList tags={bare} />
      </Note>
    </>
  ),
}

const asker = person('ember-and-oak')
const helper = person('halvard-k', { name: 'Halvard Krogh' })
const yesterday = new Date(Date.now() - 26 * 3_600_000).toISOString()

const thread: SamplePage = {
  space: spaces.gear,
  main: (
    <>
      <Crumbs
        crumbs={[
          { label: 'Gear questions', href: '/s/gear-questions' },
          { label: 'Tents', href: '/s/tents' },
        ]}
      />
      <ThreadHead
        title="Shock cord keeps slipping out of the third pole section"
        state="solved"
        replies={211}
        reads={40_212}
        startedAt="2024-11-12T21:14:00.000Z"
        tags={bare.slice(0, 2)}
      />
      <PostWindow
        first={1}
        last={20}
        total={212}
        nextHref="/t/3/cord?post=21"
        lastHref="/t/3/cord?post=212"
      />
      <Post
        number={1}
        href="/p/1"
        author={asker}
        at="2024-11-12T21:14:00.000Z"
        html={questionHtml}
        reactions={reacted(7)}
      >
        <AcceptedAnswer author={helper} href="#p4" html={answerHtml} />
      </Post>
      <EventLine icon="pin" at="2024-11-12T22:00:00.000Z">
        @tarn-official pinned this
      </EventLine>
      <PostGap count={2} />
      <Post
        number={4}
        href="/p/4"
        author={helper}
        role="Pole whisperer"
        at={yesterday}
        editedAt={yesterday}
        html={replyHtml}
        reactions={reacted(41)}
        inReplyTo={{ number: 1, href: '#p1', author: asker }}
        replies={[
          { number: 5, href: '#p5', author: asker },
          { number: 11, href: '#p11', author: official },
        ]}
      />
      <Post
        number={5}
        href="/p/5"
        author={helper}
        at={yesterday}
        html={answerHtml}
        accepted={{ thanks: '@ember-and-oak' }}
      />
      <HiddenPost number={6} reason="rule 2, be kind to newcomers" at={yesterday} />
      <DeletedPost number={7} by="@moss.and.flint" at={yesterday} />
      <Post
        number={11}
        href="/p/11"
        author={official}
        at={new Date(Date.now() - 12 * 60_000).toISOString()}
        html="<p>Thank you both. The cord in poles made before 2023 is the old recipe. Write to us with the number on the pole bag and we will post you three metres of the new one, free.</p>"
        reactions={reacted(28)}
      />
      <Post number={12} href="/p/12" author={null} at={yesterday} html="<p>Gone, but said once.</p>" />
      <PostWindow
        first={1}
        last={20}
        total={212}
        nextHref="/t/3/cord?post=21"
        lastHref="/t/3/cord?post=212"
        label="Parts of this thread, again"
      />
    </>
  ),
  context: (
    <>
      <Note title="In this thread">
        <JumpList
          people={[asker, helper, person('lumi_ki'), person('bivvy_bea'), person('moss.and.flint')]}
          peopleCount={5}
          jumps={[
            { label: 'Question', href: '#p1', when: <Time iso="2024-11-12T21:14:00.000Z" /> },
            { label: 'Accepted answer', href: '#p4', when: <Time iso={yesterday} /> },
            { label: 'Official reply', href: '#p11', when: <Time iso={yesterday} /> },
          ]}
        />
      </Note>
      <Note title="Jump to a date">
        <JumpToDate action="/t/3/cord" min="2024-11-12" max="2025-01-30" />
      </Note>
      <Note title="Similar, solved">
        <PlainLinks
          links={[
            { label: 'Pole end stuck in the grommet after frost', href: '/t/31/a' },
            { label: 'How long should a shock cord last?', href: '/t/32/b' },
            { label: 'ポールの継ぎ目が抜けない時の対処法', href: '/t/33/c' },
          ]}
        />
      </Note>
      <KeySwitch />
    </>
  ),
}

const profile: SamplePage = {
  main: (
    <>
      <ProfileHead
        person={helper}
        cover={drawn(3, 205)}
        role="Pole whisperer"
        details={['Sarn valley']}
        bio="I mend tent poles in a shed with a good lamp. Ask me about cord, splints and patience."
        stats={[
          { label: 'Answers accepted', value: 212 },
          { label: 'Likes received', value: 13_481 },
          { label: 'Posts', value: 486 },
          { label: 'Accepted answers', value: 31 },
          { label: 'Here since', value: <Time iso="2021-03-04T00:00:00Z" relative={false} /> },
        ]}
      />
      <Tabs
        label="Activity"
        tabs={[
          { label: 'Answers', href: '/u/halvard-k', current: true, count: 486 },
          { label: 'Threads', href: '/u/halvard-k/threads', count: 31 },
        ]}
      />
      <ActivityList
        heading="Answers"
        empty={null}
        items={threads.slice(1, 5).map(({ href, title, excerpt, lastAt }, i) => ({
          key: i,
          href,
          title,
          excerpt: excerpt ?? '',
          at: lastAt,
          likes: i * 7,
          accepted: i === 1,
          started: i === 0,
          space: spaces.gear,
        }))}
      />
      <Pager nextHref="/u/halvard-k?before=3" words={{ prev: 'Newer posts', next: 'Older posts' }} />
    </>
  ),
  context: (
    <Note title="About">
      <Facts
        facts={[
          { label: 'Languages', value: 'English, Norsk, Deutsch' },
          { label: 'Carries', value: 'Fjellet 2, old poles' },
          { label: 'Seen', value: <Time iso={threads[1]!.lastAt} /> },
        ]}
      />
    </Note>
  ),
}

const index: SamplePage = {
  here: 'spaces',
  main: (
    <>
      <PageHead title="Spaces" lead="Six places to talk. Each has its own tone; all have the same manners." />
      <SpaceList
        spaces={Object.values(spaces).map((entry, i) => ({
          name: entry.name,
          href: entry.href,
          purpose:
            i === 5 ? null : 'Ask about anything you carry. Say what you tried and where you are going.',
          cover: drawn(i + 1, entry.hue),
          conversations: [0, 1, 1284, 12_431, 310, 9][i] ?? 0,
          newest:
            i === 0 ? null : { title: threads[i]!.title, href: threads[i]!.href, at: threads[i]!.lastAt },
        }))}
      />
    </>
  ),
}

const tagsPage: SamplePage = {
  here: 'tags',
  main: (
    <>
      <PageHead title="Tags" lead="Words that members put on their conversations." />
      <TagIndex
        tags={[
          ...tags,
          ...tags.map((tag) => ({ ...tag, name: `${tag.name}-again`, href: `${tag.href}-again` })),
        ]}
      />
    </>
  ),
}

const ways = [
  {
    icon: 'trophy' as const,
    title: 'Help three people',
    text: 'Have three answers accepted. You have two.',
    progress: { value: 2, max: 3, label: 'Accepted answers' },
    action: { href: '/unanswered', label: 'Find a question' },
  },
  {
    icon: 'ticket' as const,
    title: 'Use a code',
    text: 'It is on the card inside the bag.',
    action: { href: '/code', label: 'I have a code' },
  },
]

export const pages: Record<string, SamplePage> = {
  home,
  space,
  thread,
  profile,
  spaces: index,
  tags: tagsPage,
  empty: {
    here: 'unanswered',
    main: (
      <>
        <PageHead title="Unanswered" />
        <ThreadList
          heading="Conversations"
          threads={[]}
          empty={
            <Empty
              title="Every question has an answer"
              text="That does not happen often. Have a look at what people talk about instead."
              action={
                <a className="btn" href="/">
                  See the latest
                </a>
              }
            />
          }
        />
      </>
    ),
  },
  ...adminPages,
  ...gatePages,
  ...searchPages,
  ...writingPages,
  ...pollPages,
  ...readingPages,
  404: {
    main: (
      <ErrorPage
        status={404}
        homeHref="/"
        spacesHref="/spaces"
        moved={{ title: 'Pole sections', href: '/t/3' }}
      />
    ),
  },
  400: { main: <ErrorPage status={400} homeHref="/" spacesHref="/spaces" /> },
  403: { main: <ErrorPage status={403} homeHref="/" ways={ways} /> },
  500: { main: <ErrorPage status={500} reference="T-7K2M" homeHref="/" retryHref="/t/3" /> },
  503: { main: <ErrorPage status={503} reference="T-7K2N" homeHref="/" retryHref="/t/3" /> },
  locked: {
    main: (
      <Locked
        title="The tent we were not going to show you"
        label="Field Lab"
        summary="14 minutes, 22 drawings, one honest mistake"
        cover={drawn(6, 262)}
        opening="In March the pattern table held nine versions of the same door. Eight of them were wrong in ways that only show at four in the morning. This is the ninth, and the reason why it opens to the left…"
        ways={ways}
        meanwhile={{ href: '/spaces', label: 'See what is open to you' }}
      />
    ),
  },
}

export const places: Record<Place, string> = {
  home: '/',
  spaces: '/spaces',
  top: '/top',
  unanswered: '/unanswered',
  tags: '/tags',
}
