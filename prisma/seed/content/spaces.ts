import type { RuleInput } from '#app/domains/access/access.schema.ts'
import type { SpaceKind, ThreadSort } from '#prisma/generated/kysely/enums.ts'

export type DemoSpace = {
  slug: string
  name: string
  description: string
  kind: SpaceKind
  /** Degrees in steps of 15. */
  hue: number
  parent?: string
  defaultSort?: ThreadSort
  /** Who may see it, where not everyone. */
  rule?: RuleInput
}

/** In their order; parents stand before their children. The threads of each lie in `<slug>.md`. */
export const spaces: readonly DemoSpace[] = [
  {
    slug: 'start-here',
    name: 'Start here',
    description: 'News from the workshop, the few rules of the house, and the place to say hello.',
    kind: 'announcements',
    hue: 165,
  },
  {
    slug: 'trail-talk',
    name: 'Trail talk',
    description: 'Everything between the front door and the summit that is not a question about gear.',
    kind: 'discussion',
    hue: 150,
  },
  {
    slug: 'gear-questions',
    name: 'Gear questions',
    description:
      'Ask about anything you carry. Say what you tried and where you are going; the answers get better.',
    kind: 'questions',
    hue: 210,
  },
  {
    slug: 'tents',
    name: 'Tents',
    description: 'Poles, pegs, zips, doors, and the sound of rain at four in the morning.',
    kind: 'questions',
    hue: 195,
    parent: 'gear-questions',
  },
  {
    slug: 'trip-reports',
    name: 'Trip reports',
    description: 'Where you went and what it was really like. Wet feet and wrong turns are welcome.',
    kind: 'discussion',
    hue: 45,
  },
  {
    slug: 'repair-bench',
    name: 'Repair bench',
    description: 'Nothing here is thrown away before somebody has tried glue, thread and patience.',
    kind: 'discussion',
    hue: 90,
  },
  {
    slug: 'hut-bivouac',
    name: 'Hut & bivouac',
    description: 'Nights under tin roofs, rocks and stars. Be kind to wardens.',
    kind: 'discussion',
    hue: 255,
  },
  {
    slug: 'field-lab',
    name: 'Field Lab',
    description:
      'Unfinished things, shown early to people who enjoy them: drawings, prototypes, and what went wrong. Repairs, safety and care are never locked.',
    kind: 'discussion',
    hue: 315,
    rule: { name: 'Field Lab', expression: { kind: 'members' }, teaser: true },
  },
  {
    slug: 'back-room',
    name: 'Back room',
    description: 'For the people who look after the place.',
    kind: 'discussion',
    hue: 0,
    rule: {
      name: 'Moderators and managers',
      expression: { kind: 'role', atLeast: 'moderator' },
      teaser: false,
    },
  },
]
