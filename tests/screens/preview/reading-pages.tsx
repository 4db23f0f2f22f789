import { GroupForm } from '#app/ui/group-form.tsx'
import { GroupList, GroupMoves, GroupPeople, GroupWaiting } from '#app/ui/group.tsx'
import { MarkAllRead } from '#app/ui/mark-all-read.tsx'
import { FoldedPost } from '#app/ui/folded-post.tsx'
import { MemberCard } from '#app/ui/member-card.tsx'
import { ChosenLevels, MutedWords, RelatedPeople } from '#app/ui/own-people.tsx'
import { MarkRead } from '#app/ui/mark-read.tsx'
import { NewLine } from '#app/ui/new-line.tsx'
import { Note } from '#app/ui/note.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ReactedPeople } from '#app/ui/reacted-people.tsx'
import { Post } from '#app/ui/post.tsx'
import { ThreadList } from '#app/ui/thread-list.tsx'
import { TrustHistory, TrustNeeds } from '#app/ui/trust.tsx'
import { WatchForm } from '#app/ui/watch-form.tsx'
import { person, replyHtml, threads } from './sample.tsx'
import { reacted } from './reacted.tsx'

const now = new Date().toISOString()

/** What members read, and what they want to hear of. */
export const readingPages = {
  unread: {
    main: (
      <>
        <PageHead title="Unread" />
        <MarkAllRead here="/" space={null} />
        <ThreadList
          heading="Conversations"
          threads={threads.map((thread, i) => ({ ...thread, unread: i * 6, isRead: i === 0 }))}
        />
      </>
    ),
  },
  'unread-post': {
    main: (
      <>
        <PageHead size="s" title="Does anybody still trust down below −20 °C?" />
        <NewLine />
        <Post
          number={2}
          href="/p/2"
          author={person('halvard-k')}
          at={now}
          html={replyHtml}
          reactions={reacted(3)}
        />
        <MarkRead thread={2} number={2} done={false} />
      </>
    ),
    context: (
      <Note title="What you hear of it">
        <WatchForm of="thread" id={2} level="tracking" here="/t/2/down" />
      </Note>
    ),
  },
  people: {
    main: (
      <>
        <PageHead size="s" title="Your account" />
        <ReactedPeople people={[{ emoji: '🎉', person: person('lumi_ki') }]} imported={4} more={2} />
        <RelatedPeople kind="following" people={[person('halvard-k'), person('lumi_ki')]} />
        <RelatedPeople kind="ignored" people={[]} />
        <MutedWords words={['spoiler']} typed="x" error="Two characters at least." most={60} />
        <ChosenLevels
          chosen={[{ of: 'space', id: 1, name: 'Gear questions', href: '/s/gear', level: 'tracking' }]}
        />
        <MemberCard
          person={person('halvard-k', { name: 'Halvard' })}
          role="Staff"
          bio="Sews more than he walks."
          joinedAt={now}
          posts={12}
          accepted={1}
          relation={{ handle: 'halvard-k', kind: 'muted', mayFold: true, here: '/u/halvard-k' }}
        />
        <FoldedPost because="person" author={person('lumi_ki')}>
          <Post number={3} href="/p/3" author={person('lumi_ki')} at={now} html={replyHtml} />
        </FoldedPost>
      </>
    ),
  },
  trust: {
    main: (
      <>
        <PageHead size="s" kicker="@lumi_ki" title="Level 1: knows the place" />
        <TrustNeeds
          level={2}
          needs={[
            { what: 'posts', have: 48, need: 100 },
            { what: 'days', have: 15, need: 15 },
          ]}
        />
        <TrustHistory changes={[{ before: 0, after: 1, at: now, by: null, reason: '' }]} />
      </>
    ),
  },
  group: {
    main: (
      <>
        <PageHead
          size="s"
          kicker="Group by request"
          title="Hut wardens"
          actions={<GroupMoves path="/groups/wardens" within="owner" join={false} ask={false} />}
        />
        <GroupWaiting
          path="/groups/wardens"
          waiting={[
            { person: person('lumi_ki'), waits: 'asked' },
            { person: person('bivvy_bea'), waits: 'invited' },
          ]}
        />
        <GroupPeople
          path="/groups/wardens"
          look
          count={2}
          people={[
            { person: person('halvard-k'), owner: true },
            { person: person('moss.and.flint'), owner: false },
          ]}
        />
        <GroupList
          groups={[
            { href: '/groups/x', name: 'Testers', description: 'Break things.', kind: 'public', members: 31 },
          ]}
        />
      </>
    ),
  },
  'group-form': {
    main: (
      <>
        <PageHead size="s" title="New group" />
        <GroupForm action="/groups/new" values={{}} errors={{ name: 'Two characters at least.' }} withKey />
      </>
    ),
  },
}
