import { resolve } from 'node:path'
import type { Env } from '../env.ts'
import { createDiskStorage } from './disk-storage.ts'
import { createS3Storage } from './s3-storage.ts'
import type { Storage } from './storage.ts'

/** The storage that the environment names: a bucket where `S3_URL` is set, else the folder `files` of the data folder. */
export function createStorage(
  env: Pick<Env, 'GUILDHALL_DATA' | 'S3_URL' | 'S3_BUCKET' | 'S3_REGION' | 'S3_KEY' | 'S3_SECRET'>,
): Storage {
  const { S3_URL, S3_BUCKET, S3_KEY, S3_SECRET } = env
  // The environment is refused as a whole where one of the four is missing.
  if (!S3_URL || !S3_BUCKET || !S3_KEY || !S3_SECRET)
    return createDiskStorage({ folder: resolve(env.GUILDHALL_DATA, 'files') })
  return createS3Storage({
    endpoint: S3_URL,
    bucket: S3_BUCKET,
    region: env.S3_REGION,
    accessKeyId: S3_KEY,
    secretAccessKey: S3_SECRET,
  })
}
