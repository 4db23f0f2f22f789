import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Bytes that are free and all bytes of the disk on which a folder is, or would be. */
export async function diskRoom(folder: string): Promise<{ free: number; total: number }> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    return { free: bavail * bsize, total: blocks * bsize }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) throw error
    return diskRoom(dirname(folder))
  }
}
