import { Fragment } from 'react'
import type { ThreadItemView, ThreadPageView } from '#app/domains/threads/thread.view.ts'
import { postHref, threadHref, WINDOW } from '#app/domains/threads/thread-address.ts'
import { AcceptedAnswer } from '#app/ui/accepted-answer.tsx'
import type { PersonRef } from '#app/ui/avatar.tsx'
import { Crumbs } from '#app/ui/crumbs.tsx'
import { JumpList } from '#app/ui/jump-list.tsx'
import { JumpToDate } from '#app/ui/jump-to-date.tsx'
import { KeySwitch } from '#app/ui/key-switch.tsx'
import { MarkRead } from '#app/ui/mark-read.tsx'
import { NewLine } from '#app/ui/new-line.tsx'
import { Note } from '#app/ui/note.tsx'
import { PostWindow } from '#app/ui/post-window.tsx'
import { ThreadHead } from '#app/ui/thread-head.tsx'
import type { ThreadState } from '#app/ui/thread-status.tsx'
import { Time } from '#app/ui/time.tsx'
import { WatchForm } from '#app/ui/watch-form.tsx'
import { useT } from '#app/ui/words.tsx'
import type { ReplyFormView } from '#app/domains/posts/reply-form.queries.server.ts'
import { Page } from './page.tsx'
import { ThreadReply } from './thread-reply.tsx'
import type { Written } from './written-form.ts'
import { personRef } from './person.ts'
import { ThreadItem } from './thread-item.tsx'

/** A page of a thread: head, window of posts with what happened between them, and the ways to its other parts. */
export function ThreadPage(props: {
  data: ThreadPageView
  /** What one may react with. */
  choices: readonly string[]
  reply: ReplyFormView
  sent: Written | undefined
}) {
  const { data, reply } = props
  const { thread, items, accepted, reading } = data
  const t = useT()
  const { space, parentSpace } = thread
  const end = Math.min(data.page * WINDOW, data.lastNumber)
  const firstNew = reading && reading.number > 0 ? reading.number + 1 : null
  const crumbs = [...(parentSpace ? [parentSpace] : []), space].map(({ name, slug }) => ({
    label: name,
    href: `/s/${slug}`,
  }))
  return (
    <Page space={space.slug} context={<ThreadContext data={data} />} feedOf={`/t/${thread.id}`}>
      <Crumbs crumbs={crumbs} />
      <ThreadHead
        title={thread.title}
        state={stateOf(data)}
        pinned={thread.pinned}
        replies={thread.replies}
        reads={thread.views}
        startedAt={thread.createdAt}
        tags={thread.tags.map((tag) => ({ name: tag.name, href: `/tags/${encodeURIComponent(tag.slug)}` }))}
      />
      {data.page > 1 ? <Window data={data} label={t('window.above')} /> : null}
      {items.map((item) => (
        <Fragment key={keyOf(item)}>
          {item.kind === 'post' && item.post.number === firstNew ? <NewLine /> : null}
          <ThreadItem
            item={item}
            thread={thread}
            choices={props.choices}
            replyFrom={reply.may ? threadHref(thread, data.page) : null}
          >
            {accepted && item.kind === 'post' && item.post.number === 1 ? (
              <AcceptedAnswer author={personRef(accepted.author)} href={accepted.href} html={accepted.html} />
            ) : null}
          </ThreadItem>
        </Fragment>
      ))}
      {reading ? <MarkRead thread={thread.id} number={end} done={reading.number >= end} /> : null}
      <Window data={data} label={t('window.below')} />
      <ThreadReply data={data} reply={reply} sent={props.sent} />
    </Page>
  )
}

const keyOf = (item: ThreadItemView) =>
  item.kind === 'post' ? `p${item.post.id}` : item.kind === 'event' ? `e${item.id}` : `g${numberOf(item)}`

const numberOf = (item: Extract<ThreadItemView, { kind: 'gap' | 'concealed' | 'taken-back' }>) =>
  item.kind === 'gap' ? item.from : item.number

function stateOf({ thread }: ThreadPageView): ThreadState | null {
  if (thread.archived) return 'archived'
  if (thread.closed) return 'closed'
  if (thread.solved) return 'solved'
  return thread.question && thread.replies === 0 ? 'unanswered' : null
}

function Window({ data, label }: { data: ThreadPageView; label: string }) {
  const { thread, page, pages, lastNumber } = data
  const to = (n: number) => threadHref(thread, n)
  return (
    <PostWindow
      label={label}
      first={(page - 1) * WINDOW + 1}
      last={Math.min(page * WINDOW, lastNumber)}
      total={lastNumber}
      firstHref={page > 2 ? to(1) : null}
      prevHref={page > 1 ? to(page - 1) : null}
      nextHref={page < pages ? to(page + 1) : null}
      lastHref={page < pages - 1 ? to(pages) : null}
    />
  )
}

function ThreadContext({ data }: { data: ThreadPageView }) {
  const { thread, items, accepted, pages, lastNumber, reading } = data
  const t = useT()
  const jumps = [
    { label: t('jump.first'), href: `${threadHref(thread)}#p1`, when: <Time iso={thread.createdAt} /> },
    ...(reading && reading.number > 0 && reading.number < lastNumber
      ? [{ label: t('jump.unread'), href: postHref(thread, reading.number + 1) }]
      : []),
    ...(accepted ? [{ label: t('post.accepted'), href: accepted.href }] : []),
    {
      label: t('jump.last'),
      href: `${threadHref(thread, pages)}#p${lastNumber}`,
      when: <Time iso={thread.lastPostAt} />,
    },
  ]
  return (
    <>
      <Note title={t('thread.inThis')}>
        <JumpList people={peopleOf(items)} peopleCount={thread.authors} jumps={jumps} />
      </Note>
      {reading ? (
        <Note title={t('reading.watch.label')}>
          <WatchForm of="thread" id={thread.id} level={reading.level} here={threadHref(thread, data.page)} />
        </Note>
      ) : null}
      {pages > 1 ? (
        <Note title={t('jump.label')}>
          <JumpToDate
            action={threadHref(thread)}
            min={thread.createdAt.slice(0, 10)}
            max={thread.lastPostAt.slice(0, 10)}
          />
        </Note>
      ) : null}
      <KeySwitch />
    </>
  )
}

/** Who speaks on this page, in order of appearance. */
function peopleOf(items: readonly ThreadItemView[]): PersonRef[] {
  const people = new Map<string, PersonRef>()
  for (const item of items) {
    const person = item.kind === 'post' ? personRef(item.post.author) : null
    if (person && !people.has(person.handle)) people.set(person.handle, person)
  }
  return [...people.values()]
}
