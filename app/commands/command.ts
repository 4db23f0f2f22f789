import type { Platform } from '#app/platform/create-platform.ts'

/**
 * Opens the platform for one command and closes it whatever happens. `migrate: false` for commands that only look: the
 * schema stays what it is, also beside a server of an older version.
 */
export type WithPlatform = (
  run: (platform: Platform) => Promise<void>,
  options?: { migrate: boolean },
) => Promise<void>
