declare module '#app/platform/outbox/outbox.ts' {
  interface DomainEvents {
    /** All content is another one; caches of everything are void. */
    'backup.restored': { takenAt: string }
  }
}

export const RESTORED = 'backup.restored'
