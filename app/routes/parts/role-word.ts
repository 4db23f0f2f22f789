import type { Translate } from '#app/locales/translate.ts'

/** The word beside a name: the person's own title, else what they do for the community. */
export function roleWord(
  t: Translate,
  person: { role: 'member' | 'moderator' | 'manager' | 'admin'; title: string },
): string | null {
  if (person.title) return person.title
  return person.role === 'member' ? null : t(`role.${person.role}`)
}
