import { totalmem } from 'node:os'

const MB = 2 ** 20

/**
 * PostgreSQL's own cache, in bytes: an eighth of the memory that this process may use, so that a large community on a large
 * machine is read from it, and a small machine keeps its memory. Pages that nobody reads take none.
 */
export function sharedBuffers(memory: number): number {
  return Math.round(Math.min(2_048, Math.max(128, memory / 8 / MB))) * MB
}

/** Bytes of memory that this process may use: the machine's, or the container's where it has less. */
function usableMemory(): number {
  const limit = process.constrainedMemory()
  return limit > 0 && limit < totalmem() ? limit : totalmem()
}

/**
 * What the built-in server runs with. Written to `guildhall.conf` in the cluster at every start; an operator's own lines
 * belong at the end of `postgresql.conf`, where they win.
 */
export const serverSettings: Record<string, string> = {
  // Nothing but a socket in the data folder: no port to collide with, nothing to reach from the network.
  listen_addresses: "''",
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: `${sharedBuffers(usableMemory()) / MB}MB`,
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: `${Math.max(1_024, Math.round(usableMemory() / 2 / MB))}MB`,
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  // Compiling a query costs more than any page of ours.
  jit: 'off',
  timezone: "'UTC'",
  log_timezone: "'UTC'",
  // A promise to members: what was acknowledged is on the disk.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  idle_in_transaction_session_timeout: "'5min'",
  // One file per weekday, overwritten a week later.
  logging_collector: 'on',
  log_directory: "'log'",
  log_filename: "'postgres-%a.log'",
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  log_checkpoints: 'off',
  log_line_prefix: "'%m [%p] %a '",
  log_min_duration_statement: "'2s'",
  // What members write is not for the log.
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

export function settingsFile(): string {
  const lines = Object.entries(serverSettings).map(([name, value]) => `${name} = ${value}`)
  return [
    '# Written by Guildhall at every start. Your own settings go to the end of postgresql.conf.',
    ...lines,
    '',
  ].join('\n')
}
