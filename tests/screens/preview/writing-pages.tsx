import { Scheduled } from '#app/routes/parts/scheduled-page.tsx'
import { DeleteForm } from '#app/ui/delete-form.tsx'
import { EditForm } from '#app/ui/edit-form.tsx'
import { NewThreadForm } from '#app/ui/new-thread-form.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { Post } from '#app/ui/post.tsx'
import { PostActions } from '#app/ui/post-actions.tsx'
import { NoReply, ReplyForm } from '#app/ui/reply-form.tsx'
import { RestorePost, TakenBackPost } from '#app/ui/post-states.tsx'
import { ThreadHead } from '#app/ui/thread-head.tsx'
import { VersionList } from '#app/ui/version-list.tsx'
import { person, replyHtml } from './sample.tsx'
import { reacted } from './reacted.tsx'

const now = new Date().toISOString()
const head = (
  <ThreadHead
    title="Does anybody still trust down below −20 °C when it is humid?"
    replies={1}
    reads={48}
    startedAt={now}
    tags={[]}
  />
)
const post = (
  <Post
    number={2}
    href="/p/2"
    author={person('halvard-k')}
    at={now}
    html={replyHtml}
    reactions={reacted(3)}
    actions={
      <PostActions
        number={2}
        replyHref="?reply=2"
        quoteHref="?quote=2"
        editHref="/p/2/edit"
        deleteHref="/p/2/delete"
        accept={{ href: '/p/2/accept', accepted: false }}
      />
    }
  />
)
const files = { to: '/uploads.json', page: '/uploads', accept: '.png', most: 25_000_000 }
const reply = {
  files,
  page: '/t/2/down',
  poll: {},
  submission: '0',
  savedAt: now,
  errors: {},
  most: 32_000,
  replyTo: { number: 2, href: '#p2', author: person('halvard-k') },
}

const newThread = {
  files,
  spaces: [
    { slug: 'gear', name: 'Gear questions', child: false },
    { slug: 'tents', name: 'Tents', child: true },
  ],
  values: {
    space: 'gear',
    title: 'Which glue holds on silnylon when it is colder than −10 °C?',
    body: '**What happened:** the patch by the door lifts at one corner after every cold night.',
    tags: 'tents, silnylon',
    submission: '0',
    at: '',
  },
  timeZone: 'Europe/Berlin',
  errors: {},
  poll: {
    pollQuestion: 'What do you carry for repairs?',
    pollOptions: 'Silicone glue\nTape only\nNeedle and thread',
    pollKind: 'multiple',
  },
  savedAt: now,
  preview: null,
  similar: [
    {
      href: '/t/8',
      title: ['Silnylon patch came off at the Sarn hut'],
      about: 'Solved · Gear questions · 23 replies',
      icon: 'check' as const,
    },
    { href: '/t/9', title: ['Nahtdichter bei Minusgraden?'], about: 'Gear questions · 4 replies' },
  ],
  knownTags: ['glue', 'gloves'],
  templated: true,
  requiredTags: ['tents', 'clothes'],
  most: { title: 200, body: 32_000 },
}

const versions = [
  {
    number: 2,
    at: now,
    editor: person('halvard-k'),
    reason: 'the second layer matters',
    title: [
      { text: 'Which glue ', was: 'same' as const },
      { text: 'holds?', was: 'added' as const },
    ],
    body: [
      { text: 'Silicone glue, ', was: 'same' as const },
      { text: 'one layer', was: 'removed' as const },
      { text: 'two layers, 24 hours', was: 'added' as const },
      { text: '.', was: 'same' as const },
    ],
  },
  {
    number: 1,
    at: now,
    editor: null,
    reason: '',
    title: null,
    body: [{ text: 'One layer.', was: 'same' as const }],
  },
]

/** Where members write: what they began, what it will look like, and what has to change. */
export const writingPages = {
  reply: {
    main: (
      <>
        {head}
        {post}
        <ReplyForm
          {...reply}
          text={'> [@halvard-k](/p/2):\n> Vapour barrier, always.\n\nWhich one do you use? Mine rustles.'}
          preview={'<p dir="auto">Which one do you use? Mine rustles.</p>'}
        />
      </>
    ),
  },
  'new-thread': {
    main: (
      <>
        <PageHead size="s" title="Ask the people who know" />
        <NewThreadForm {...newThread} />
      </>
    ),
  },
  'new-thread-refused': {
    main: (
      <>
        <PageHead size="s" title="Start a conversation" />
        <NewThreadForm
          {...newThread}
          similar={[]}
          values={{ space: '', title: 'Glue', body: '', tags: '', submission: '0', at: '' }}
          errors={{
            space: 'Where does it belong? Choose a space.',
            title: 'A few more words: a title has 8 characters at least.',
            body: 'A few more words: two characters at least.',
          }}
        />
      </>
    ),
  },
  edit: {
    main: (
      <>
        <PageHead size="s" title="Edit your post" lead="Everybody can see what it said before." />
        <EditForm
          files={files}
          action="/p/2/edit"
          title="Which glue holds on silnylon?"
          body="Silicone glue, two layers, 24 hours under books."
          reason="the second layer matters"
          withReason
          base="0"
          theirs="Silicone glue, one layer."
          errors={{ '': 'Somebody else changed this while you were writing.' }}
          preview={null}
          back="/t/2"
          most={{ title: 200, body: 32_000 }}
        />
      </>
    ),
  },
  scheduled: {
    main: (
      <Scheduled
        timeZone="Europe/Berlin"
        refusal={undefined}
        waiting={[
          { id: 1, title: 'The hut opens in May', space: 'Huts', at: '2027-05-01T09:00', failed: null },
          { id: 2, title: 'Tents on test', space: 'Gear', at: '2027-04-01T09:00', failed: 'spaceArchived' },
        ]}
      />
    ),
  },
  history: {
    main: (
      <>
        <PageHead size="s" title="What post 2 said before" lead="The newest version comes first." />
        <VersionList versions={versions} more />
      </>
    ),
  },
  delete: {
    main: (
      <>
        <PageHead size="s" title="Delete this post?" />
        <DeleteForm action="/p/2/delete" reason="" errors={{}} back="/t/2" />
        <TakenBackPost number={3} action={<RestorePost id={3} />} />
      </>
    ),
  },
  'reply-refused': {
    main: (
      <>
        {head}
        {post}
        <ReplyForm
          {...reply}
          replyTo={null}
          text="x"
          errors={{ body: 'A few more words: two characters at least.' }}
        />
      </>
    ),
  },
  'reply-visitor': {
    main: (
      <>
        {head}
        {post}
        <NoReply
          text="Members can answer here. It takes a minute to become one."
          action={{ label: 'Sign in to reply', href: '/sign-in' }}
        />
      </>
    ),
  },
}
