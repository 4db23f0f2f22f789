import type { Role } from '#prisma/generated/kysely/enums.ts'

/** What moderators may: of the whole community, or of the spaces that they look after and those in them. */
const inSpaces = [
  /** Come behind the counter. */
  'desk.open',
  /** See what is held, hidden or deleted, in the areas that are open to them. */
  'posts.seeAll',
  'posts.edit',
  'posts.delete',
  'posts.restore',
  'threads.answerClosed',
  /** Say which answer solved somebody else's question. */
  'threads.accept',
  'spaces.writeLocked',
] as const

/** What each role may beside what the one before it may. */
const sets = {
  member: [],
  moderator: [...inSpaces, 'tags.make', 'members.list', 'members.suspend'],
  manager: ['access.manage', 'spaces.manage', 'members.trust', 'members.signOut', 'members.keepSpaces'],
  admin: [
    'members.seeAddress',
    'members.setRole',
    'members.confirmAddress',
    'audit.read',
    'mail.read',
    'settings.manage',
    'jobs.manage',
    'health.read',
  ],
} as const satisfies Record<Role, readonly string[]>

/** Something that not everybody may. */
export type Permission = (typeof sets)[Role][number]

const order = ['member', 'moderator', 'manager', 'admin'] as const satisfies readonly Role[]

const bySet = new Map<Role, ReadonlySet<Permission>>(
  order.map((role, rank) => [
    role,
    new Set(order.slice(0, rank + 1).flatMap((one): readonly Permission[] => sets[one])),
  ]),
)

const inSpacesSet: ReadonlySet<Permission> = new Set(inSpaces)

/** Whether a role has the permission everywhere. */
export function roleMay(role: Role, permission: Permission): boolean {
  return bySet.get(role)?.has(permission) ?? false
}

/** Whether who looks after a space has the permission there. */
export function spaceModeratorMay(permission: Permission): boolean {
  return inSpacesSet.has(permission)
}
