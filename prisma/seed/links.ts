/** What the content's links lead to, once ids are known. */
export type LinkTargets = ReadonlyMap<string, { id: number; postIds: readonly number[] }>

const LINK = /(?<![\w/])\/([tp])\/([a-z][a-z0-9-]*)?(?:#(\d+))?/g

/**
 * Puts ids into the links of a post: `/t/<key>` and `/p/<key>#<number>`, or `/p/#<number>` for a post of the same
 * thread. Throws for a thread or a post that the demo doesn't have.
 */
export function resolveLinks(source: string, home: string, targets: LinkTargets): string {
  return source.replace(LINK, (link, kind: string, key: string | undefined, number: string | undefined) => {
    const thread = targets.get(key ?? home)
    const id =
      kind === 't' ? (key === undefined ? undefined : thread?.id) : thread?.postIds[Number(number) - 1]
    if (id === undefined) throw new Error(`the demo has nothing at ${link}, which ${home} links to`)
    return `/${kind}/${id}`
  })
}
