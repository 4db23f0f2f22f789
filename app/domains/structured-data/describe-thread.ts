import type { Answer, Comment, DiscussionForumPosting, Person, QAPage } from 'schema-dts'
import { postHref, threadHref } from '#app/domains/threads/thread-address.ts'
import type { AuthorView, PostView, ThreadPageView } from '#app/domains/threads/thread.view.ts'
import { plainPost } from './plain-text.ts'
import { stepsTo } from './describe-places.ts'
import {
  breadcrumbs,
  counted,
  described,
  type DescribedSite,
  type StructuredData,
} from './structured-data.ts'

/** Characters that are told of the post that a thread began with, and of each other: a page is mostly its posts already. */
const LONGEST_OPENING = 2_000
const LONGEST_REPLY = 500

/**
 * What machines read of a page of a thread: a question with its answers or a conversation with its replies, as search
 * engines document them, and where it lies. Made of what stands on the page and of nothing else: who may not read a post
 * or know its author finds nothing of it here.
 */
export function describeThread(page: ThreadPageView, site: DescribedSite): StructuredData[] {
  const { thread } = page
  const { parentSpace, space } = thread
  const steps = [...(parentSpace ? [parentSpace] : []), space]
  return [
    thread.question ? question(page, site) : conversation(page, site),
    breadcrumbs(site, [...stepsTo(steps), { name: thread.title }]),
  ]
}

function conversation(page: ThreadPageView, site: DescribedSite): StructuredData {
  const { thread } = page
  const { opening, replies } = postsOf(page)
  return described<DiscussionForumPosting>({
    '@context': 'https://schema.org',
    '@type': 'DiscussionForumPosting',
    ...begun(page, site, opening),
    headline: thread.title,
    articleSection: thread.space.name,
    keywords: thread.tags.length > 0 ? thread.tags.map((tag) => tag.name) : undefined,
    interactionStatistic: [
      counted('Comment', thread.replies),
      counted('Like', thread.likes),
      counted('View', thread.views),
    ],
    comment: replies.flatMap((post) => {
      const said = reply(post, page, site)
      return said ? [{ '@type': 'Comment', ...said } satisfies Comment] : []
    }),
  })
}

function question(page: ThreadPageView, site: DescribedSite): StructuredData {
  const { thread, accepted } = page
  const { opening, replies } = postsOf(page)
  const answers = replies.flatMap((post) => {
    const said = reply(post, page, site)
    return said ? [{ number: post.number, answer: { '@type': 'Answer', ...said } satisfies Answer }] : []
  })
  const right = answers.find(({ number }) => replies.some((post) => post.number === number && post.accepted))
  return described<QAPage>({
    '@context': 'https://schema.org',
    '@type': 'QAPage',
    mainEntity: {
      '@type': 'Question',
      ...begun(page, site, opening),
      name: thread.title,
      answerCount: thread.replies,
      upvoteCount: opening?.likes,
      acceptedAnswer: right?.answer ?? (accepted ? answerElsewhere(accepted, site) : undefined),
      suggestedAnswer: answers.filter((one) => one !== right).map(({ answer }) => answer),
    },
  })
}

/** The accepted answer, where it is shown above and stands on a later page. */
function answerElsewhere(accepted: NonNullable<ThreadPageView['accepted']>, site: DescribedSite): Answer {
  const { text } = plainPost(accepted.html, { origin: site.origin, longest: LONGEST_REPLY })
  return {
    '@type': 'Answer',
    url: site.origin + accepted.href,
    author: person(accepted.author, site),
    text,
  }
}

/** How it began. Its text stands on the first page; elsewhere its first lines stand for it. */
function begun({ thread }: ThreadPageView, site: DescribedSite, opening: PostView | undefined) {
  const { origin, locale } = site
  const { text, pictures } = opening
    ? plainPost(opening.html, { origin, longest: LONGEST_OPENING })
    : { text: thread.excerpt, pictures: [] }
  return {
    url: origin + threadHref(thread),
    author: person(thread.author, site),
    datePublished: thread.createdAt,
    dateModified: opening?.editedAt ?? undefined,
    text: text || thread.title,
    image: pictures.length > 0 ? pictures : undefined,
    inLanguage: locale,
  }
}

/** What a reply says; nothing where it says and shows nothing that may be told. */
function reply(post: PostView, { thread }: ThreadPageView, site: DescribedSite) {
  const { text, pictures } = plainPost(post.html, { origin: site.origin, longest: LONGEST_REPLY })
  if (text === '' && pictures.length === 0) return null
  return {
    url: site.origin + postHref(thread, post.number),
    position: post.number,
    author: person(post.author, site),
    datePublished: post.createdAt,
    dateModified: post.editedAt ?? undefined,
    text: text || undefined,
    image: pictures.length > 0 ? pictures : undefined,
    upvoteCount: post.likes,
  }
}

function person({ kind, name, handle }: AuthorView, { origin, words }: DescribedSite): Person {
  if (kind === 'erased') return { '@type': 'Person', name: words.erased }
  return { '@type': 'Person', name: name || handle, url: `${origin}/u/${encodeURIComponent(handle)}` }
}

function postsOf({ items }: ThreadPageView) {
  const posts = items.flatMap((item) =>
    item.kind === 'post' && item.post.state === 'published' ? [item.post] : [],
  )
  return {
    opening: posts.find((post) => post.number === 1),
    replies: posts.filter((post) => post.number !== 1),
  }
}
