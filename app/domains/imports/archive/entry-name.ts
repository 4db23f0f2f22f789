import { ImportError } from '../import-error.ts'

/**
 * Refuses names that point out of the archive. Nothing is ever unpacked to disk, so none of them could do harm here;
 * but an archive that holds one was made to, and is not imported.
 */
export function assertSafeName(name: string): void {
  const parts = name.split(/[\\/]/)
  if (name.includes('\0') || /^(?:[\\/]|[a-zA-Z]:)/.test(name) || parts.includes('..')) {
    throw unsafe(`The archive holds a file with a path that leads out of it: “${printable(name)}”.`)
  }
}

/** Refuses a link whose target lies outside. `from` is the link's own name. */
export function assertSafeLink(from: string, target: string): void {
  const folder = from.split('/').slice(0, -1)
  for (const part of target.split(/[\\/]/)) {
    if (part === '..' && folder.pop() === undefined) throw linkOut(from, target)
    else if (part !== '..' && part !== '.' && part !== '') folder.push(part)
  }
  if (/^(?:[\\/]|[a-zA-Z]:)/.test(target) || target.includes('\0')) throw linkOut(from, target)
}

export function linkOut(from: string, target: string): ImportError {
  return unsafe(
    `The archive holds a link that leads out of it: “${printable(from)}” points to “${printable(target)}”.`,
  )
}

export function unsafe(fault: string): ImportError {
  return new ImportError(
    'archive_unsafe',
    fault,
    'Nothing was changed. Get the archive anew from a source that you trust.',
  )
}

function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '�').slice(0, 200)
}

/** Whether a file is one that is read: JSON, and not a hidden companion that an operating system left behind. */
export function isWanted(name: string): boolean {
  const base = name.split('/').at(-1) ?? ''
  return /\.json$/i.test(base) && !base.startsWith('.')
}
