import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'

/** A letter that is ready to go. `id` makes its Message-ID: a second delivery of the same letter has the same. */
export type Letter = {
  id: string
  to: string
  subject: string
  text: string
  html: string
  /** BCP 47. */
  language: string
}

/** Takes letters to a mail server, or into a folder where there is none. */
export type Mailer = {
  /** Resolves when the server has taken it over. Rejects with what it said. */
  send(letter: Letter): Promise<void>
  /** Where the letters go, for people: a host, or a folder. */
  readonly where: { server: string } | { folder: string }
  /** The text of a letter in the folder; null where it is none, or went to a server. */
  read(id: string): Promise<string | null>
  /** Removes a letter from the folder; what went to a server is not here. */
  forget(id: string): Promise<void>
  close(): void
}

/** A mail server that does not answer must not hold a worker for long. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/**
 * The mailer of a process. `from` is a function because the name of the site may change. Without `smtp` each letter
 * becomes a file `<id>.eml` in `folder`, for whoever tries Guildhall without a mail server.
 */
export function createMailer(options: {
  smtp: string | undefined
  folder: string
  origin: string
  from: () => Promise<{ name: string; address: string }>
}): Mailer {
  const { smtp, folder, from } = options
  const host = new URL(options.origin).hostname
  const server = smtp
    ? createTransport({
        url: smtp,
        pool: true,
        maxConnections: 2,
        disableFileAccess: true,
        disableUrlAccess: true,
        ...PATIENCE,
      })
    : null
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })

  const messageOf = async ({ id, language, ...letter }: Letter) => ({
    ...letter,
    from: await from(),
    messageId: `<${id}@${host}>`,
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      'Content-Language': language,
      // RFC 3834: nobody's holiday notice answers a machine.
      'Auto-Submitted': 'auto-generated',
    },
  })

  /** Whole or not at all, and for nobody else's eyes. */
  const put = async (name: string, content: string | Buffer) => {
    const file = join(folder, name)
    await writeFile(`${file}.part`, content, { mode: 0o600 })
    await rename(`${file}.part`, file)
  }

  return {
    where: smtp ? { server: new URL(smtp).host } : { folder },
    async send(letter) {
      const message = await messageOf(letter)
      if (server) {
        await server.sendMail(message)
        return
      }
      const { message: bytes } = await composer.sendMail(message)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await put(`${letter.id}.txt`, letter.text)
      await put(`${letter.id}.eml`, bytes as Buffer)
    },
    async read(id) {
      if (smtp || !/^[\w-]+$/.test(id)) return null
      return readFile(join(folder, `${id}.txt`), 'utf8').catch(() => null)
    },
    async forget(id) {
      if (smtp || !/^[\w-]+$/.test(id)) return
      for (const kind of ['txt', 'eml']) await rm(join(folder, `${id}.${kind}`), { force: true })
    },
    close: () => server?.close(),
  }
}
