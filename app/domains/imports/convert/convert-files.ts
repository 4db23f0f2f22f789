import { Losses } from '../markdown/losses.ts'
import { parseTopic } from '../parse-file.ts'
import type { AddressBook } from './address-book.ts'
import { openAddressBook } from './address-book.ts'
import type { ConversionTables } from './conversion-tables.ts'
import { convertThread } from './convert-thread.ts'
import type { ConvertedBatch } from './converted-rows.ts'

export type TopicFile = { name: string; bytes: Uint8Array }

/** Converts files of topics, one batch after the other, with tables that are read once. */
export class FileConverter {
  private readonly tables: ConversionTables
  private readonly book: AddressBook

  constructor(tables: ConversionTables) {
    this.tables = tables
    this.book = openAddressBook(tables)
  }

  convert(files: readonly TopicFile[]): ConvertedBatch {
    const losses = new Losses()
    const threads = files.flatMap(({ name, bytes }) => {
      return convertThread(parseTopic(name, bytes), this.tables, this.book, losses) ?? []
    })
    return { threads, losses: losses.report }
  }
}
