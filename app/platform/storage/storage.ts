import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'

/** Part of a file: both ends are in it, the first byte is 0. */
export type ByteRange = { start: number; end: number }

/**
 * Where files of members lie. Keys are made by the server and nobody else: lower-case letters, digits, dots, hyphens and
 * slashes between (`checkKey`). Whoever reads has asked the gate before.
 */
export type Storage = {
  /** Keeps the bytes under a key, as a whole or not at all; what was there is replaced. Rejects with StorageFullError or StorageAwayError. */
  put(key: string, bytes: Blob): Promise<void>
  /** The bytes, or a part of them; null where there is nothing. The part must lie within. Rejects with StorageAwayError. */
  read(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>
  /** Removes a file; one that is not there is removed already. */
  remove(key: string): Promise<void>
  /** Every file whose key begins so, in no order. */
  list(prefix: string): AsyncIterable<{ key: string; bytes: number }>
}

/** There is no room for more. Nothing was kept. */
export class StorageFullError extends Error {
  override name = 'StorageFullError'
}

/** The storage can't be reached, or does not work; another time it may. */
export class StorageAwayError extends Error {
  override name = 'StorageAwayError'
}

const KEY = /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/
const LONGEST_KEY = 200

/** Throws TypeError for a key that the server can't have made: nothing that somebody typed may become a path. */
export function checkKey(key: string): string {
  if (key.length > LONGEST_KEY || !KEY.test(key))
    throw new TypeError(`No key of a file: “${key.slice(0, 80)}”`)
  return key
}

/** The bytes of a Blob in pieces, as they are read. */
export function chunksOf(bytes: Blob): AsyncIterable<Uint8Array> {
  return Readable.fromWeb(bytes.stream() as NodeStream)
}
