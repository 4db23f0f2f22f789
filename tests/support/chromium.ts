import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A real Chromium: the one named by CHROMIUM_PATH, one that the system has, else the one that npm brought. */
export async function launchChromium(): Promise<Browser> {
  const installed = process.env['CHROMIUM_PATH'] ?? INSTALLED.find((path) => existsSync(path))
  if (installed) return chromium.launch({ executablePath: installed, args: ['--no-sandbox'] })
  const bundled = (await import('@sparticuz/chromium')).default
  return chromium.launch({ executablePath: await bundled.executablePath(), args: bundled.args })
}
