/** Tags, the first the most used. */
export const TAGS = 300

/** Rules beside the two that always exist (1 everyone, 2 members). */
export const RULES = [
  { id: 3, name: 'Regulars', expression: { kind: 'trust', atLeast: 2 } },
  { id: 4, name: 'Insiders', expression: { kind: 'grant', grant: 'group', key: 'insiders' } },
  { id: 5, name: 'Staff', expression: { kind: 'role', atLeast: 'moderator' } },
]

type SpaceShape = { kind: 'discussion' | 'questions' | 'ideas'; parent: number | null; rule: number }

const KINDS = ['questions', 'discussion', 'discussion', 'ideas'] as const

/** Spaces, the first the fullest: three in four are open to everyone, and every third from the ninth on lies in an open one. */
export const SPACES: readonly SpaceShape[] = Array.from({ length: 24 }, (_, at) => ({
  kind: KINDS[at % KINDS.length] ?? 'discussion',
  parent: at >= 8 && at % 3 === 0 ? (at % 4) + 1 : null,
  rule: at >= 4 && at % 4 === 3 ? 2 + (Math.floor(at / 4) % 4) : 1,
}))
