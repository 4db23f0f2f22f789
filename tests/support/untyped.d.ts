/** What the tests use of packages that come without types. */
declare module '@marbec/web-auto-extractor' {
  type Extracted = {
    jsonld: Record<string, { [name: string]: unknown }[]>
    metatags: Record<string, string[]>
    errors?: unknown[]
  }
  export default class WebAutoExtractor {
    constructor(options?: { addLocation?: boolean })
    parse(html: string): Extracted
  }
}

declare module '@adobe/structured-data-validator' {
  type Issue = { issueMessage: string; severity: 'ERROR' | 'WARNING'; fieldNames: string[]; rootType: string }
  export default class Validator {
    constructor(schemaOrg: { '@graph': unknown[] })
    validate(extracted: object): Promise<Issue[]>
  }
}

declare module '@20minutes/s3rver' {
  type Options = {
    address: string
    port: number
    silent: boolean
    directory: string
    configureBuckets: { name: string }[]
  }
  export default class S3rver {
    constructor(options: Options)
    run(): Promise<{ address: string; port: number }>
    close(): Promise<void>
  }
}

declare module 'yauzl' {
  import type { Readable } from 'node:stream'
  type Entry = { fileName: string }
  type Archive = {
    eachEntry(): AsyncIterable<Entry>
    openReadStreamPromise(entry: Entry): Promise<Readable>
  }
  export function fromBufferPromise(bytes: Buffer, options: { lazyEntries: true }): Promise<Archive>
}
