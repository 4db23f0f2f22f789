import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser, type ParsedMail } from 'mailparser'
import { vi } from 'vitest'
import type { TestSite } from './site.ts'

/** A letter as a mail program of others reads it. */
export type ReadLetter = {
  subject: string
  text: string
  html: string
  link: string
  code: string
  mail: ParsedMail
}

/** The letters that a site without a mail server has written to an address so far, the newest last. */
export async function lettersTo(site: TestSite, address: string): Promise<ReadLetter[]> {
  const { where } = site.server.services.mailer
  if (!('folder' in where)) throw new Error('This site has a mail server')
  const files = await readdir(where.folder).catch(() => [])
  const numbers = files.flatMap((file) => /^mail-(\d+)\.eml$/.exec(file)?.[1] ?? []).map(Number)
  const mails = await Promise.all(
    numbers
      .sort((a, b) => a - b)
      .map(async (number) => simpleParser(await readFile(join(where.folder, `mail-${number}.eml`)))),
  )
  return mails.filter((mail) => addressesOf(mail).includes(address)).map(read)
}

/** The newest letter to an address, when there are `count` of them. */
export async function letterTo(site: TestSite, address: string, count = 1): Promise<ReadLetter> {
  const letters = await vi.waitFor(
    async () => {
      const found = await lettersTo(site, address)
      if (found.length < count) throw new Error(`${found.length} letters to ${address}`)
      return found
    },
    { timeout: 20_000, interval: 50 },
  )
  return letters.at(-1)!
}

const addressesOf = ({ to }: ParsedMail) =>
  (Array.isArray(to) ? to : to ? [to] : []).flatMap(({ value }) => value.map((one) => one.address))

function read(mail: ParsedMail): ReadLetter {
  const { subject = '', text = '', html } = mail
  return {
    mail,
    subject,
    text,
    html: html || '',
    link: /https?:\/\/\S+\/enter\?\S+/.exec(text)?.[0] ?? '',
    code: /^\d{6}$/m.exec(text)?.[0] ?? '',
  }
}
