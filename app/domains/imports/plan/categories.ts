import type { DiscourseCategory } from '../discourse.schema.ts'
import { find, hasClass, lineOf, parseHtml, findAll } from '../markdown/html-tree.ts'
import type { PlannedSpace } from './import-plan.ts'

type Clue = {
  id: string
  name: string
  slug: string
  description: string
  color: string | null
  parentSlug: string | null
}

/**
 * Collects what an archive tells about categories. Topics hold only ids; names, colours and parents stand in the
 * badges of preview cards (`/c/<parent>/<slug>/<id>`), or in `categories.json` where there is one.
 */
export class CategoryClues {
  private readonly clues = new Map<string, Clue>()
  private readonly listed = new Map<string, DiscourseCategory>()

  /** Takes the list of an API dump; it wins over badges. */
  addList(categories: readonly DiscourseCategory[]): void {
    for (const category of categories) this.listed.set(String(category.id), category)
  }

  /** Looks for badges in a post. */
  addPost(cooked: string): void {
    if (!cooked.includes('badge-wrapper')) return
    for (const badge of findAll(parseHtml(cooked), (child) => hasClass(child, 'badge-wrapper'))) {
      const path = /\/c\/((?:[^/?#]+\/)*)(\d+)\/?$/.exec(badge.attributes['href'] ?? '')
      const name = find(badge, (child) => hasClass(child, 'badge-category'))
      const slugs = path?.[1]?.split('/').filter(Boolean) ?? []
      if (!path?.[2] || !name || this.clues.has(path[2])) continue
      const color = find(badge, (child) => hasClass(child, 'badge-category-bg'))
      this.clues.set(path[2], {
        id: path[2],
        name: lineOf(name),
        slug: slugs.at(-1) ?? '',
        description: name.attributes['title'] ?? '',
        color: /#([\da-f]{6})/i.exec(color?.attributes['style'] ?? '')?.[1] ?? null,
        parentSlug: slugs.at(-2) ?? null,
      })
    }
  }

  /** The spaces for the categories that hold threads, and their parents. */
  spacesFor(
    categories: ReadonlyMap<string, { threads: number; answered: number }>,
  ): Map<string, PlannedSpace> {
    const spaces = new Map<string, PlannedSpace>()
    for (const [id, counts] of categories) this.addWithParent(spaces, id, counts)
    return spaces
  }

  private addWithParent(
    spaces: Map<string, PlannedSpace>,
    id: string,
    counts: { threads: number; answered: number },
  ): void {
    const known = spaces.get(id)
    if (known) {
      Object.assign(known, counts)
      return
    }
    const space = this.describe(id, counts)
    spaces.set(id, space)
    const parent = space.parentExternalId
    if (parent !== null && !spaces.has(parent))
      this.addWithParent(spaces, parent, { threads: 0, answered: 0 })
  }

  private describe(id: string, counts: { threads: number; answered: number }): PlannedSpace {
    const listed = this.listed.get(id)
    const clue = this.clues.get(id)
    if (listed) {
      const parent = listed.parent_category_id
      return {
        externalId: id,
        name: listed.name,
        slug: listed.slug,
        description: listed.description_text ?? '',
        color: listed.color ?? null,
        parentExternalId:
          parent === null || parent === undefined || String(parent) === id ? null : String(parent),
        position: listed.position ?? Number(id),
        ...counts,
      }
    }
    return {
      externalId: id,
      name: clue?.name ?? nameOfSlug(id),
      slug: clue?.slug ?? (id.startsWith('slug:') ? id.slice(5) : ''),
      description: clue?.description ?? '',
      color: clue?.color ?? null,
      parentExternalId: clue?.parentSlug ? this.idOfSlug(clue.parentSlug) : null,
      position: Number(id) || 0,
      ...counts,
    }
  }

  /** A parent is named by its slug only; its own badge may tell its id. */
  private idOfSlug(slug: string): string {
    const clue = [...this.clues.values()].find(
      (candidate) => candidate.slug === slug && !candidate.parentSlug,
    )
    return clue?.id ?? `slug:${slug}`
  }
}

/** `slug:general-talk` → `General talk`; null for a bare id. */
function nameOfSlug(id: string): string | null {
  if (!id.startsWith('slug:')) return null
  const words = id.slice(5).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
