import { z } from 'zod'
import { findMember } from '#app/domains/members/member.queries.server.ts'
import { notFound } from '#app/http/errors.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { MemberCard } from '#app/ui/member-card.tsx'
import { pieceOfPage } from './parts/piece-of-page.server.tsx'
import { roleWord } from './parts/role-word.ts'

const params = z.object({ handle: z.string().max(200) })

/** Who somebody is, as a piece of a page: as their own page tells the reader. Links lead there where there is no script. */
export const loader = guardedLoader({ access: 'everyone', params }, async ({ ctx, params }) => {
  const found = await findMember(ctx, params.handle)
  if (found?.found !== 'here') throw notFound()
  ctx.tags.add(`member:${found.id}`)
  const { member, relation } = found
  const href = `/u/${encodeURIComponent(member.handle)}`
  const { handle, name, avatar, official, bio, joinedAt, posts, accepted } = member
  return pieceOfPage(
    ctx,
    <MemberCard
      person={{ handle, name: name || null, href, avatar, official }}
      role={roleWord(translator(ctx.site.locale), member)}
      bio={bio}
      joinedAt={joinedAt}
      posts={posts}
      accepted={accepted}
      relation={relation && { handle, ...relation, here: href }}
    />,
  )
})
