import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createChildWork } from '#app/platform/child-work/child-work.ts'
import { createFileCache } from '#app/platform/file-cache/file-cache.ts'
import { createTurnstile } from '#app/platform/limits/turnstile.ts'
import type { Log } from '#app/platform/log.ts'
import type { Metrics } from '#app/platform/metrics.ts'
import { whatIsShown } from './card-address.ts'
import type { Card } from './card.view.ts'
import type { CardLook, CardWords } from './drawing/card-look.ts'
import type { Drawing } from './drawing/draw-card.ts'

/** The bytes of a PNG; `busy` where too many wait to be drawn; `failed` where this one can't be drawn now. */
export type CardPicture = Buffer | 'busy' | 'failed'

export type CardPictures = {
  /** The picture of a card: from the disk, or drawn now, once for all who ask. `dress` is called only to draw. */
  picture(card: Card, dress: () => { words: CardWords; look: CardLook }): Promise<CardPicture>
  /** The process that draws, while there is one. */
  painter(): number | null
  /** Forgets all pictures that this machine keeps: somebody's name must not stay in one. They are drawn again when asked for. */
  forgetAll(): Promise<void>
  close(): void
}

const MIB = 1024 * 1024
/** A few thousand pictures. */
const MOST_BYTES = 128 * MIB
/** One is drawn at a time, in 0.1 to 0.3 s; who waits longer than this is told to come back. */
const QUEUE = { most: 1, mostPerKey: 1, waiting: 40, patienceMs: 8_000 }
const PAINTER = { timeLimitMs: 5_000, idleMs: 30_000, heapMiB: 128, lifetime: 200 }

/**
 * Share pictures, drawn in a process of their own that can be killed, and kept in a folder. Whoever calls has asked the
 * gate: a picture is given to anybody who knows what it shows.
 */
export function createCardPictures(deps: {
  /** The data folder. */
  data: string
  log: Log
  metrics: Pick<Metrics, 'cards'>
}): CardPictures {
  const { log, metrics } = deps
  const files = createFileCache({ folder: join(deps.data, 'cards'), maxBytes: MOST_BYTES })
  const painter = createChildWork<Drawing, Uint8Array>({
    file: new URL('./drawing/draw-child.ts', import.meta.url),
    ...PAINTER,
  })
  const queue = createTurnstile(QUEUE)
  const flights = new Map<string, Promise<CardPicture>>()

  async function draw(key: string, drawing: Drawing): Promise<CardPicture> {
    try {
      const drawn = await queue.pass(null, () => painter.ask(drawing))
      if ('turnedAway' in drawn) return 'busy'
      metrics.cards.inc({ outcome: 'drawn' })
      const picture = Buffer.from(drawn.done)
      await files.put(key, picture).catch((error: unknown) => {
        log.warn(
          { err: error },
          'A share picture could not be kept; it is drawn again for the next one who asks',
        )
      })
      return picture
    } catch (error) {
      metrics.cards.inc({ outcome: 'failed' })
      log.warn({ err: error, card: drawing.card }, 'A share picture could not be drawn')
      return 'failed'
    }
  }

  async function findOrDraw(
    key: string,
    card: Card,
    dress: () => Omit<Drawing, 'card'>,
  ): Promise<CardPicture> {
    return (await files.get(key)) ?? draw(key, { card, ...dress() })
  }

  return {
    picture(card, dress) {
      const key = createHash('sha256').update(whatIsShown(card)).digest('hex')
      const flight = flights.get(key)
      if (flight) return flight
      const started = findOrDraw(key, card, dress).finally(() => flights.delete(key))
      flights.set(key, started)
      return started
    },
    painter: painter.pid,
    forgetAll: files.clear,
    close: painter.stop,
  }
}
