import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

export type Load = { perSecond: number; p50: number; p99: number; failed: number }

type Report = {
  requests: { average: number }
  latency: { p50: number; p99: number }
  errors: number
  timeouts: number
  non2xx: number
}

/** Loads an address of this machine for some seconds from a process of its own: 8 connections, bounded, then over. */
export async function load(url: string, options: { seconds: number; cookie?: string }): Promise<Load> {
  const cannon = resolve(import.meta.dirname, '../../node_modules/autocannon/autocannon.js')
  const args = [cannon, '--json', '-c', '8', '-d', String(options.seconds), '-H', 'accept-encoding=br']
  if (options.cookie) args.push('-H', `cookie=${options.cookie}`)
  const { stdout } = await promisify(execFile)(process.execPath, [...args, url], { maxBuffer: 16e6 })
  const report = JSON.parse(stdout) as Report
  return {
    perSecond: report.requests.average,
    p50: report.latency.p50,
    p99: report.latency.p99,
    failed: report.errors + report.timeouts + report.non2xx,
  }
}
