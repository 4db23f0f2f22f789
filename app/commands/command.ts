import type { Platform } from '#app/platform/create-platform.ts'

/** Opens the platform for one command and closes it whatever happens. */
export type WithPlatform = (run: (platform: Platform) => Promise<void>) => Promise<void>
