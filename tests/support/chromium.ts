import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * A real Chromium: the one named by CHROMIUM_PATH, one that the system has, else the one that npm brought. Not with the
 * switches that npm's recommends: they put everything into one process, which ends with its first page.
 */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: ['--no-sandbox'] })
}

/** Where the browser is. Unpacks npm's when it is first asked for: once, before tests that run side by side. */
export async function chromiumPath(): Promise<string> {
  const installed = process.env['CHROMIUM_PATH'] ?? INSTALLED.find((path) => existsSync(path))
  return installed ?? (await (await import('@sparticuz/chromium')).default.executablePath())
}
