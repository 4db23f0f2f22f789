import type { EditedSpace } from '#app/domains/spaces/edit/edited-space.queries.server.ts'

/** A space as the fields of its editor have it; a new one where there is none. */
export function typedSpace(space: EditedSpace | null): Record<string, string> {
  const rule = space?.rule ?? null
  return {
    version: String(space?.version ?? 0),
    name: space?.name ?? '',
    slug: space?.slug ?? '',
    description: space?.description ?? '',
    kind: space?.kind ?? 'discussion',
    hue: String(space?.hue ?? 150),
    sort: space?.sort ?? 'latest',
    parent: String(space?.parentId ?? ''),
    state: space?.state ?? 'open',
    who: rule?.who ?? (space ? 'keep' : 'everyone'),
    level: rule?.who === 'trust' ? String(rule.level) : '1',
    role: rule?.who === 'role' ? rule.role : 'moderator',
    group: rule?.who === 'group' ? rule.group : '',
  }
}
