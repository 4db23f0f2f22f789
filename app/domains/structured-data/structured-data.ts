import type { InteractionCounter, Thing, WithContext } from 'schema-dts'

/** What machines read of a page, in the words of schema.org; anything that JSON can hold. */
export type StructuredData = { [name: string]: Json }
type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** Where the site is, what it is called and in which words it speaks. */
export type DescribedSite = {
  origin: string
  name: string
  tagline: string
  locale: string
  words: { erased: string; tags: string }
}

/** Holds what was made against the vocabulary's types, and lets go of what has no value. */
export function described<T extends Thing>(thing: WithContext<Exclude<T, string>>): StructuredData {
  return JSON.parse(JSON.stringify(thing)) as StructuredData
}

/**
 * How often something was done to, or by, what is described. Search engines ask for the kind of act as its address, which
 * JSON-LD allows and the vocabulary's types do not.
 */
export function counted(what: 'Comment' | 'Like' | 'View' | 'Write', times: number) {
  const counter = {
    '@type': 'InteractionCounter',
    interactionType: `https://schema.org/${what}Action`,
    userInteractionCount: times,
  }
  return counter as unknown as InteractionCounter & object
}

/** Where a page lies: the site, the steps below it, and the page itself, which has no address in it. */
export function breadcrumbs(
  { origin, name }: DescribedSite,
  steps: readonly { name: string; path?: string }[],
): StructuredData {
  return described({
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: [{ name, path: '/' }, ...steps].map((step, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name: step.name,
      item: step.path === undefined ? undefined : origin + step.path,
    })),
  })
}
