import type { ProfilePage, SearchAction, WebSite } from 'schema-dts'
import type { MemberView } from '#app/domains/members/member.view.ts'
import {
  breadcrumbs,
  counted,
  described,
  type DescribedSite,
  type StructuredData,
} from './structured-data.ts'

/** What machines read of the front page: whose site it is, and how to search in it. */
export function describeSite({ origin, name, tagline, locale }: DescribedSite): StructuredData[] {
  // The vocabulary's types do not know the annotation of inputs that search engines ask for.
  const search: SearchAction & { 'query-input': string } = {
    '@type': 'SearchAction',
    target: { '@type': 'EntryPoint', urlTemplate: `${origin}/search?q={search_term_string}` },
    'query-input': 'required name=search_term_string',
  }
  return [
    described<WebSite>({
      '@context': 'https://schema.org',
      '@type': 'WebSite',
      name,
      url: `${origin}/`,
      description: tagline || undefined,
      inLanguage: locale,
      publisher: { '@type': 'Organization', name, url: `${origin}/`, logo: `${origin}/favicon.svg` },
      potentialAction: search,
    }),
  ]
}

/** What machines read of a member's page: what stands on it. */
export function describeMember(member: MemberView, { origin }: DescribedSite): StructuredData[] {
  const { handle, name, bio } = member
  return [
    described<ProfilePage>({
      '@context': 'https://schema.org',
      '@type': 'ProfilePage',
      dateCreated: member.joinedAt,
      mainEntity: {
        '@type': 'Person',
        name: name || handle,
        alternateName: handle,
        identifier: handle,
        url: `${origin}/u/${encodeURIComponent(handle)}`,
        description: bio || undefined,
        agentInteractionStatistic: counted('Write', member.posts),
        interactionStatistic: counted('Like', member.likes),
      },
    }),
  ]
}

/** What machines read of a space's page: where it lies. */
export function describeSpace(
  { name, parent }: { name: string; parent: SpaceStep | null },
  site: DescribedSite,
): StructuredData[] {
  return [breadcrumbs(site, [...stepsTo(parent ? [parent] : []), { name }])]
}

/** What machines read of a tag's page: where it lies. */
export function describeTag({ name }: { name: string }, site: DescribedSite): StructuredData[] {
  return [breadcrumbs(site, [{ name: site.words.tags, path: '/tags' }, { name }])]
}

type SpaceStep = { name: string; slug: string }

/** Spaces as steps on the way to what lies in them. */
export const stepsTo = (spaces: readonly SpaceStep[]) =>
  spaces.map(({ name, slug }) => ({ name, path: `/s/${encodeURIComponent(slug)}` }))
