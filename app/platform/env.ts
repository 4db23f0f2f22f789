import { isIP } from 'node:net'
import { z } from 'zod'

const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)
const url = (protocols: string[], example: string) =>
  z.preprocess(
    blank,
    z
      .string()
      .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
        message: `must be an address that starts with ${protocols.map((p) => `${p}//`).join(' or ')}, for example ${example}`,
      })
      .optional(),
  )
const text = (fallback: string) => z.preprocess(blank, z.string().default(fallback))

/** What Express takes for a proxy: a network, an address, or a name for some. */
function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', bits, ...rest] = text.split('/')
  const most = isIP(address) === 4 ? 32 : 128
  const isPrefix = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most)
  return isIP(address) !== 0 && isPrefix && rest.length === 0
}

/** Where files go to a bucket, all of it has to be known: half of it would quietly be a disk. */
function faultsOfBucket(env: {
  [name in 'S3_URL' | (typeof BUCKET)[number]]?: string | undefined
}): string[] {
  return env.S3_URL === undefined ? [] : BUCKET.filter((name) => env[name] === undefined)
}
const BUCKET = ['S3_BUCKET', 'S3_KEY', 'S3_SECRET'] as const

const isOrigin = ({ origin, href }: URL) => href === `${origin}/`

const variables = z.object({
  PORT: z.preprocess(
    blank,
    z
      .string()
      .regex(/^\d{1,5}$/, { error: 'must be a port number, for example 3000' })
      .transform(Number)
      .refine((port) => port <= 65_535, {
        error: 'must be a port number between 0 and 65535, for example 3000',
      })
      .default(3000),
  ),
  HOST: text('127.0.0.1'),
  PUBLIC_URL: url(['http:', 'https:'], 'https://community.example.com').refine(
    // What is no address at all has been told of above.
    (value) => value === undefined || !URL.canParse(value) || isOrigin(new URL(value)),
    {
      error:
        'must be the origin alone, without a path, a query or a password, for example https://community.example.com',
    },
  ),
  GUILDHALL_DATA: text('.data'),
  DATABASE_URL: url(
    ['postgres:', 'postgresql:'],
    'postgresql://guildhall:secret@db.example.com:5432/guildhall',
  ),
  TRUSTED_PROXIES: z.preprocess(
    blank,
    z
      .string()
      .default('')
      .transform((value) =>
        /^\s*\d+\s*$/.test(value)
          ? Number(value)
          : value
              .split(',')
              .map((one) => one.trim())
              .filter(Boolean),
      )
      .refine((value) => (typeof value === 'number' ? value <= 10 : value.every(isNetwork)), {
        error:
          'must be the number of your own proxies before it, or their addresses, for example 1, or 10.0.0.2, 172.30.0.0/16, loopback',
      }),
  ),
  LIMITS_FACTOR: z.preprocess(
    blank,
    z
      .string()
      .regex(/^\d{1,6}(\.\d+)?$/, { error: 'must be a number, for example 2 for twice the usual limits' })
      .transform(Number)
      .refine((factor) => factor >= 0.01, { error: 'must be 0.01 or more, for example 1' })
      .default(1),
  ),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://localhost:6379'),
  MEILI_URL: url(['http:', 'https:'], 'http://localhost:7700'),
  MEILI_KEY: z.preprocess(blank, z.string().optional()),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@mail.example.com:587'),
  MAIL_FROM: z.preprocess(
    blank,
    z.email({ error: 'must be an address, for example community@example.com' }).optional(),
  ),
  S3_URL: url(['http:', 'https:'], 'https://s3.eu-central-1.amazonaws.com'),
  S3_BUCKET: z.preprocess(
    blank,
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
        error: 'must be the name of a bucket, for example community-files',
      })
      .optional(),
  ),
  S3_REGION: text('us-east-1'),
  S3_KEY: z.preprocess(blank, z.string().optional()),
  S3_SECRET: z.preprocess(blank, z.string().optional()),
  GUILDHALL_FIXTURES: text('../shared'),
  LOG_LEVEL: z.preprocess(
    blank,
    z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'must be one of fatal, error, warn, info, debug, trace or silent, for example info',
      })
      .default('info'),
  ),
  NODE_ENV: z.preprocess(
    blank,
    z
      .enum(['production', 'development', 'test'], {
        error: 'must be production, development or test, for example production',
      })
      .default('production'),
  ),
})

const schema = variables.superRefine((env, context) => {
  for (const name of faultsOfBucket(env))
    context.addIssue({ code: 'custom', path: [name], message: 'must be set as well when S3_URL is' })
})

/** Every variable that is read. */
export const ENV_NAMES: readonly string[] = Object.keys(variables.shape)

/** What the environment says, checked once; `PUBLIC_URL` is an origin without a trailing slash. */
export type Env = Omit<z.infer<typeof schema>, 'PUBLIC_URL'> & { PUBLIC_URL: string }

/** A wrong environment value. The message has a line per fault: the name, what is wrong and an example. */
export class EnvError extends Error {
  override name = 'EnvError'
}

/**
 * Reads Guildhall's settings from an environment. Unset or blank means the default. Throws EnvError that names
 * every wrong variable; values are not repeated, because some of them are secrets.
 */
export function parseEnv(environment: Record<string, string | undefined>): Env {
  const result = schema.safeParse(environment)
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
    throw new EnvError(`Guildhall can't start, because the environment needs a change:\n${lines.join('\n')}`)
  }
  const { PUBLIC_URL, ...rest } = result.data
  const host =
    rest.HOST === '127.0.0.1' || rest.HOST === '0.0.0.0' || rest.HOST === '::' ? 'localhost' : rest.HOST
  const bracketed = host.includes(':') ? `[${host}]` : host
  return { ...rest, PUBLIC_URL: new URL(PUBLIC_URL ?? `http://${bracketed}:${rest.PORT}`).origin }
}
