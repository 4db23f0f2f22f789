import { canView } from '#app/domains/access/access.policy.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import type { SpaceDirectory } from '#app/domains/spaces/space-directory.server.ts'
import { spaceThing } from '#app/domains/spaces/space.queries.server.ts'
import { highlight, type Marks } from './present/highlight.ts'
import type { SpaceHitView } from './search.view.ts'

/** Most spaces that are shown. */
const SHOWN = 4

/** Spaces with a word of their name that begins with the text, of those that the reader may read. */
export async function spacesNamed(
  reader: Reader,
  directory: SpaceDirectory,
  text: string,
  marks: Marks,
): Promise<SpaceHitView[]> {
  const all = await directory.all()
  const asked = ` ${text.toLowerCase()}`
  return all
    .filter((space) => ` ${space.name.toLowerCase()}`.includes(asked))
    .filter((space) => canView(reader.access, spaceThing(space, all)) === 'full')
    .slice(0, SHOWN)
    .map(({ slug, name, hue }) => ({
      kind: 'space',
      href: `/s/${encodeURIComponent(slug)}`,
      name: highlight(name, marks),
      hue,
    }))
}
