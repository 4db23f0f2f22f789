import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Access } from './access.ts'

/** Who reads, when, and from where: the first parameter of every query that returns views. */
export type Reader = { db: Kysely<DB>; access: Access; now: Date }
