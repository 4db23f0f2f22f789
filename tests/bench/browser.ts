import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '#tests/support/chromium.ts'
import { kB, ms, type Row } from './report.ts'

type Weight = { script: number; style: number; lcp: number; cls: number }

/** Slow 4G and a processor four times slower, as the bar asks. */
const slow = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 }

/** What a page weighs and how it paints in a real Chromium: signed out and signed in. */
export async function measureBrowser(origin: string, thread: string, cookie: string): Promise<Row[]> {
  const browser = await launchChromium()
  try {
    const out = await weigh(browser, origin + thread, null)
    const signedIn = await weigh(browser, origin + thread, cookie)
    const row = (what: string, figure: string, bar: string, holds: boolean): Row => ({
      what,
      figure,
      beside: '4 × CPU slow-down, slow 4G',
      bar,
      holds,
    })
    return [
      row('signed-out thread page: JavaScript', kB(out.script), '≤ 15 kB', out.script <= 15_000),
      row('signed-out thread page: CSS', kB(out.style), '≤ 30 kB', out.style <= 30_000),
      row('signed-out thread page: LCP', ms(out.lcp), '≤ 1.2 s', out.lcp <= 1200),
      row('signed-out thread page: CLS', out.cls.toFixed(3), '< 0.02', out.cls < 0.02),
      row('signed-in thread page: JavaScript', kB(signedIn.script), '≤ 120 kB', signedIn.script <= 120_000),
    ]
  } finally {
    await browser.close()
  }
}

async function weigh(browser: Browser, url: string, cookie: string | null): Promise<Weight> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } })
  try {
    if (cookie) await context.addCookies([toCookie(cookie, url)])
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', slow)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const kinds = new Map<string, string>()
    const bytes = { Script: 0, Stylesheet: 0 }
    session.on('Network.responseReceived', (event) => kinds.set(event.requestId, event.type))
    session.on('Network.loadingFinished', (event) => {
      const kind = kinds.get(event.requestId)
      if (kind === 'Script' || kind === 'Stylesheet') bytes[kind] += event.encodedDataLength
    })
    await page.goto(url, { waitUntil: 'networkidle' })
    return { script: bytes.Script, style: bytes.Stylesheet, ...(await paints(page)) }
  } finally {
    await context.close()
  }
}

/** A Cookie header of one pair as the browser wants it. */
function toCookie(header: string, url: string) {
  const [name = '', value = ''] = header.split('=', 2)
  return { name, value, url }
}

/** The browser's own measures of the largest paint and of what moved. */
async function paints(page: Page): Promise<{ lcp: number; cls: number }> {
  return page.evaluate(async () => {
    const read = (type: string) =>
      new Promise<PerformanceEntry[]>((done) => {
        new PerformanceObserver((list) => done(list.getEntries())).observe({ type, buffered: true })
        requestAnimationFrame(() => requestAnimationFrame(() => done([])))
      })
    const largest = (await read('largest-contentful-paint')).at(-1)
    const shifts = (await read('layout-shift')) as (PerformanceEntry & { value: number })[]
    return { lcp: largest?.startTime ?? Number.NaN, cls: shifts.reduce((sum, shift) => sum + shift.value, 0) }
  })
}
