import { canSomewhere, type Actor } from '#app/domains/access/actor.ts'
import type { Permission } from '#app/domains/access/permissions.ts'
import type { IconName } from '#app/ui/icon.tsx'

/** The places behind the counter, in their order, and who may go there. */
export const adminSections = [
  { key: 'overview', href: '/admin', icon: 'home', can: 'desk.open' },
  { key: 'members', href: '/admin/members', icon: 'users', can: 'members.list' },
  { key: 'spaces', href: '/admin/spaces', icon: 'spaces', can: 'spaces.manage' },
  { key: 'settings', href: '/admin/settings', icon: 'pen', can: 'settings.manage' },
  { key: 'log', href: '/admin/log', icon: 'eye', can: 'audit.read' },
  { key: 'jobs', href: '/admin/jobs', icon: 'clock', can: 'jobs.manage' },
  { key: 'health', href: '/admin/health', icon: 'heart', can: 'health.read' },
  { key: 'mail', href: '/admin/mail', icon: 'send', can: 'mail.read' },
] as const satisfies readonly { key: string; href: string; icon: IconName; can: Permission }[]

export type AdminSection = (typeof adminSections)[number]['key']

/** The places that are open to somebody. */
export function openSections(actor: Actor): AdminSection[] {
  return adminSections.filter((section) => canSomewhere(actor, section.can)).map(({ key }) => key)
}
