import cliProgress from 'cli-progress'
import type { ImportProgress } from './import-discourse.server.ts'

export type ProgressDisplay = {
  update: (progress: ImportProgress) => void
  /** Ends the bar; may be called twice. */
  stop: () => void
}

const TITLES = {
  reading: 'Reading the archive',
  writing: 'Importing posts',
  counting: 'Counting',
} as const
/** Seconds between two lines where there is no terminal. */
const LINE_EVERY = 5

/** A bar with rate and time left on a terminal; a line now and then elsewhere (logs, pipes). */
export function showProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? new BarDisplay(stream) : new LineDisplay(stream)
}

class BarDisplay implements ProgressDisplay {
  private readonly stream: NodeJS.WriteStream
  private bar: cliProgress.SingleBar | null = null
  private phase: ImportProgress['phase'] | null = null
  private rate = new Rate(0)

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream
  }

  readonly update = (progress: ImportProgress): void => {
    const { done, total } = sizesOf(progress)
    if (progress.phase !== this.phase) this.begin(progress.phase, done, total)
    this.bar?.update(Math.min(done, total), { detail: this.rate.describe(progress.phase, done, total) })
  }

  readonly stop = (): void => {
    this.bar?.stop()
    this.bar = null
  }

  private begin(phase: ImportProgress['phase'], done: number, total: number): void {
    this.stop()
    this.phase = phase
    this.rate = new Rate(done)
    this.bar = new cliProgress.SingleBar({
      stream: this.stream,
      hideCursor: true,
      barsize: 28,
      format: (options, params, payload: { detail?: string }) =>
        `${TITLES[phase].padEnd(20)} ${cliProgress.Format.BarFormat(params.progress, options)} ${payload.detail ?? ''}`,
    })
    this.bar.start(Math.max(1, total), done)
  }
}

class LineDisplay implements ProgressDisplay {
  private readonly stream: NodeJS.WriteStream
  private phase: ImportProgress['phase'] | null = null
  private rate = new Rate(0)
  private last = 0

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream
  }

  readonly update = (progress: ImportProgress): void => {
    const { done, total } = sizesOf(progress)
    const now = performance.now() / 1000
    if (progress.phase !== this.phase) {
      this.phase = progress.phase
      this.rate = new Rate(done)
      this.stream.write(`${TITLES[progress.phase]} …\n`)
    } else if (now - this.last < LINE_EVERY) {
      return
    } else {
      this.stream.write(`${TITLES[progress.phase]}: ${this.rate.describe(progress.phase, done, total)}\n`)
    }
    this.last = now
  }

  readonly stop = (): void => undefined
}

function sizesOf(progress: ImportProgress): { done: number; total: number } {
  return progress.phase === 'counting' ? { done: 0, total: 1 } : progress
}

/** Rate and time left, counted from where this run began. */
class Rate {
  private readonly begin = performance.now()
  private readonly from: number

  constructor(from: number) {
    this.from = from
  }

  describe(phase: ImportProgress['phase'], done: number, total: number): string {
    if (phase === 'counting') return ''
    const seconds = (performance.now() - this.begin) / 1000
    const rate = seconds > 0 ? (done - this.from) / seconds : 0
    const left = rate > 0 && total > 0 ? `, ${duration((total - done) / rate)} left` : ''
    if (phase === 'reading') return `${megabytes(done)}${total > 0 ? ` of ${megabytes(total)}` : ''}${left}`
    return `${number(done)} of ${number(total)}, ${number(rate)}/s${left}`
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
