import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { extract, pack } from 'tar-stream'

type Change = {
  /** Another name; null leaves the entry out. */
  rename?: (name: string) => string | null
  edit?: (name: string, text: string) => string
  /** A link in front of the end, and where it leads. */
  link?: string
  /** Make the manifest say what the rows are now, as a forger would. */
  mendSums?: boolean
}

/** Writes a backup anew with changes that nobody but a forger makes. */
export async function rewriteArchive(from: string, to: string, change: Change): Promise<void> {
  const entries: { name: string; text: string }[] = []
  const unpacked = extract()
  unpacked.end(gunzipSync(await readFile(from)))
  for await (const entry of unpacked) {
    const chunks: Buffer[] = []
    for await (const chunk of entry as unknown as Readable) chunks.push(chunk as Buffer)
    const name = change.rename ? change.rename(entry.header.name) : entry.header.name
    const text = Buffer.concat(chunks).toString(isText(entry.header.name) ? 'utf8' : 'latin1')
    if (name !== null) entries.push({ name, text: change.edit?.(name, text) ?? text })
  }
  if (change.mendSums) mendSums(entries)
  const archive = pack()
  const chunks: Buffer[] = []
  archive.on('data', (chunk) => chunks.push(chunk as Buffer))
  const ended = new Promise((done) => archive.on('end', () => done(null)))
  for (const { name, text } of entries) {
    if (name === 'manifest.json' && change.link)
      archive.entry({ name: 'tables/post/000001', type: 'symlink', linkname: change.link })
    archive.entry({ name }, Buffer.from(text, isText(name) ? 'utf8' : 'latin1'))
  }
  archive.finalize()
  await ended
  await writeFile(to, gzipSync(Buffer.concat(chunks)))
}

/** Files of members are bytes. */
const isText = (name: string) => !name.startsWith('files/')

function mendSums(entries: { name: string; text: string }[]): void {
  const manifest = entries.find(({ name }) => name === 'manifest.json')!
  const said = JSON.parse(manifest.text) as {
    tables: { name: string; rows: number; bytes: number; sha256: string }[]
  }
  for (const table of said.tables) {
    const parts = entries.filter(({ name }) => name.startsWith(`tables/${table.name}/`))
    const content = Buffer.from(parts.map(({ text }) => text).join(''))
    table.rows = content.toString().split('\n').length - 1
    table.bytes = content.length
    table.sha256 = createHash('sha256').update(content).digest('hex')
  }
  manifest.text = JSON.stringify(said)
}
