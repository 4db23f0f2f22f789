import type { PostReactionsView } from '#app/domains/reactions/reactions.queries.server.ts'
import { Crumbs } from '#app/ui/crumbs.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ReactedPeople } from '#app/ui/reacted-people.tsx'
import { Reactions } from '#app/ui/reactions.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'
import { personRef } from './person.ts'

/** Who reacted to a post, and how. */
export function ReactionsPage(props: { view: PostReactionsView; choices: readonly string[] }) {
  const { post, thread, reactions, may, people, imported, more } = props.view
  const t = useT()
  const { space } = thread
  return (
    <Page space={space.slug}>
      <Crumbs
        crumbs={[
          { label: space.name, href: `/s/${space.slug}` },
          { label: thread.title, href: post.href },
        ]}
      />
      <PageHead
        size="s"
        title={t('react.title', { number: post.number })}
        actions={
          <a className="btn" href={post.href}>
            {t('history.back')}
          </a>
        }
      />
      <Reactions
        number={post.number}
        href={`/p/${post.id}/reactions`}
        given={reactions}
        choices={may ? props.choices : null}
      />
      <ReactedPeople
        people={people.map(({ emoji, author }) => ({ emoji, person: personRef(author) }))}
        imported={imported}
        more={more}
      />
    </Page>
  )
}
