import cliProgress from 'cli-progress'

/** How far a long task is. `total` 0 is not known; a task of no `unit` can't be counted. */
export type Progress = { title: string; unit: 'things' | 'bytes' | null; done: number; total: number }

export type ProgressDisplay = {
  update: (progress: Progress) => void
  /** Ends the bar; may be called twice. */
  stop: () => void
}

/** Seconds between two lines where there is no terminal. */
const LINE_EVERY = 5

/** A bar with rate and time left on a terminal; a line now and then elsewhere (logs, pipes). */
export function showProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? new BarDisplay(stream) : new LineDisplay(stream)
}

class BarDisplay implements ProgressDisplay {
  private readonly stream: NodeJS.WriteStream
  private bar: cliProgress.SingleBar | null = null
  private title: string | null = null
  private rate = new Rate(0)

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream
  }

  readonly update = (progress: Progress): void => {
    if (progress.title !== this.title) this.begin(progress)
    this.bar?.update(Math.min(progress.done, barOf(progress)), { detail: this.rate.describe(progress) })
  }

  readonly stop = (): void => {
    this.bar?.stop()
    this.bar = null
  }

  private begin(progress: Progress): void {
    const { title, done } = progress
    this.stop()
    this.title = title
    this.rate = new Rate(done)
    this.bar = new cliProgress.SingleBar({
      stream: this.stream,
      hideCursor: true,
      barsize: 28,
      format: (options, params, payload: { detail?: string }) =>
        `${title.padEnd(20)} ${cliProgress.Format.BarFormat(params.progress, options)} ${payload.detail ?? ''}`,
    })
    this.bar.start(barOf(progress), done)
  }
}

class LineDisplay implements ProgressDisplay {
  private readonly stream: NodeJS.WriteStream
  private title: string | null = null
  private rate = new Rate(0)
  private last = 0

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream
  }

  readonly update = (progress: Progress): void => {
    const now = performance.now() / 1000
    if (progress.title !== this.title) {
      this.title = progress.title
      this.rate = new Rate(progress.done)
      this.stream.write(`${progress.title} …\n`)
    } else if (now - this.last < LINE_EVERY) {
      return
    } else {
      this.stream.write(`${progress.title}: ${this.rate.describe(progress)}\n`)
    }
    this.last = now
  }

  readonly stop = (): void => undefined
}

function barOf({ total }: Progress): number {
  return Math.max(1, total)
}

/** Rate and time left, counted from where this run began. */
class Rate {
  private readonly begin = performance.now()
  private readonly from: number

  constructor(from: number) {
    this.from = from
  }

  describe({ unit, done, total }: Progress): string {
    if (unit === null) return ''
    const seconds = (performance.now() - this.begin) / 1000
    const rate = seconds > 0 ? (done - this.from) / seconds : 0
    const left = rate > 0 && total > 0 ? `, ${duration((total - done) / rate)} left` : ''
    if (unit === 'bytes') return `${megabytes(done)}${total > 0 ? ` of ${megabytes(total)}` : ''}${left}`
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
