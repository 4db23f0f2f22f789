/** Milliseconds between two looks: what grows faster than this is caught at the next one. */
const LOOK = 20

/**
 * In a child process: ends it as soon as it takes more memory than this, native memory included, in MiB. The limit of the
 * JavaScript heap knows nothing of what libraries take. For work that leaves the event loop free.
 */
export function limitMemory(mebibytes: number): void {
  const look = () => {
    if (process.memoryUsage.rss() > mebibytes * 1024 * 1024) process.kill(process.pid, 'SIGKILL')
  }
  setInterval(look, LOOK).unref()
}
