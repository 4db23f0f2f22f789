import { lastBackup } from '#app/domains/backups/last-backup.server.ts'
import type { Finding, Patient } from './finding.ts'

const DAY = 24 * 60 * 60 * 1000
/** Days. */
const OLD = 7

/** How much would be lost with the disk. */
export async function backups({ db, clock }: Patient): Promise<Finding> {
  const what = 'backup'
  const taken = await lastBackup(db.kysely)
  const advice = 'make one every night (npm run guildhall -- backup <file>), and keep it on another machine'
  if (taken === null) {
    const someone = await db.kysely.selectFrom('member').select('id').limit(1).executeTakeFirst()
    return someone
      ? { what, ok: false, says: `none was made yet: ${advice}` }
      : { what, ok: true, says: 'nothing to lose yet' }
  }
  const days = Math.floor((clock.now().getTime() - taken.getTime()) / DAY)
  const says = `the last is of ${taken.toISOString()}, ${days} days ago`
  return days < OLD ? { what, ok: true, says } : { what, ok: false, says: `${says}: ${advice}` }
}
