/** Every act that is written down. The part before the dot is its area, by which the log is filtered. */
export const acts = [
  'site.setUp',
  'settings.change',
  'spaces.create',
  'spaces.change',
  'spaces.move',
  'access.saveRule',
  'access.setSpaceRule',
  'access.grant',
  'access.revoke',
  'members.role',
  'members.suspend',
  'members.unsuspend',
  'members.signOut',
  'members.trust',
  'members.address',
  'members.keepSpace',
  'members.leaveSpace',
  'posts.edit',
  'posts.delete',
  'posts.restore',
  'jobs.retry',
  'jobs.remove',
  'posts.accept',
  'posts.unaccept',
  'backups.write',
  'backups.restore',
  'imports.run',
] as const

export type Act = (typeof acts)[number]

type Before<Name extends string> = Name extends `${infer Area}.${string}` ? Area : never
export type ActArea = Before<Act>

/** The areas, in the order of the acts. */
export const actAreas = [...new Set(acts.map((act) => act.slice(0, act.indexOf('.')) as ActArea))]

/** What an act was done to. */
export type TargetKind = 'site' | 'setting' | 'rule' | 'space' | 'member' | 'post' | 'job'
