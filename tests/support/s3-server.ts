import S3rver from '@20minutes/s3rver'
import { afterAll } from 'vitest'
import type { S3Options } from '#app/platform/storage/s3-storage.ts'
import { scratchFolder } from './scratch-folder.ts'

/** A server that speaks S3 and checks signatures, with an empty bucket; gone when the file's tests are. */
export async function s3Server(): Promise<S3Options> {
  const bucket = 'files'
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: await scratchFolder(),
    configureBuckets: [{ name: bucket }],
  })
  const { port } = await server.run()
  afterAll(() => server.close())
  // The one account that this server knows.
  const account = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }
  return { endpoint: `http://127.0.0.1:${port}`, bucket, region: 'us-east-1', ...account }
}
