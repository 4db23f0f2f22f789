import { expect, test } from 'vitest'
import { EnvError, parseEnv } from './env.ts'

test('an empty environment is a working one, and blank means unset', () => {
  const env = parseEnv({ PORT: ' ', DATABASE_URL: '' })
  expect(env).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', GUILDHALL_DATA: '.data', LOG_LEVEL: 'info' })
  expect(env.PUBLIC_URL).toBe('http://localhost:3000')
  expect(env.DATABASE_URL).toBeUndefined()
})

test('PUBLIC_URL is an origin, whatever stands behind its host', () => {
  expect(parseEnv({ PUBLIC_URL: 'https://fans.example.com/' }).PUBLIC_URL).toBe('https://fans.example.com')
  expect(parseEnv({ HOST: '::1', PORT: '81' }).PUBLIC_URL).toBe('http://[::1]:81')
})

test('proxies are a number or a list, and none unless they are named', () => {
  expect(parseEnv({}).TRUSTED_PROXIES).toEqual([])
  expect(parseEnv({ TRUSTED_PROXIES: ' 2 ' }).TRUSTED_PROXIES).toBe(2)
  const list = ['10.0.0.2', '172.30.0.0/16', '2001:db8::/32', 'loopback']
  expect(parseEnv({ TRUSTED_PROXIES: list.join(', ') }).TRUSTED_PROXIES).toEqual(list)
  expect([parseEnv({}).LIMITS_FACTOR, parseEnv({ LIMITS_FACTOR: '2.5' }).LIMITS_FACTOR]).toEqual([1, 2.5])
})

test('a bucket is known as a whole, or the start is refused with what is missing', () => {
  const whole = { S3_URL: 'https://s3.example.com', S3_BUCKET: 'files', S3_KEY: 'key', S3_SECRET: 'secret' }
  expect(parseEnv(whole)).toMatchObject({ ...whole, S3_REGION: 'us-east-1' })
  expect(() => parseEnv({ S3_URL: whole.S3_URL, S3_KEY: 'key' })).toThrow(
    /S3_BUCKET must.*\n.*S3_SECRET must/,
  )
})

test.each([
  ['PORT', 'abc'],
  ['S3_BUCKET', 'Not/A bucket'],
  ['S3_URL', 's3://files'],
  ['PORT', '3000.5'],
  ['PORT', '70000'],
  ['PORT', '0x10'],
  ['PUBLIC_URL', 'https://u:p@example.com'],
  ['PUBLIC_URL', 'fans.example.com'],
  ['PUBLIC_URL', 'https://example.com/forum'],
  ['PUBLIC_URL', 'ftp://example.com'],
  ['DATABASE_URL', 'mysql://root@localhost/x'],
  ['TRUSTED_PROXIES', 'everybody'],
  ['TRUSTED_PROXIES', '99'],
  ['TRUSTED_PROXIES', '10.0.0.0/0'],
  ['TRUSTED_PROXIES', '10.0.0.0/33, loopback'],
  ['LIMITS_FACTOR', '0.001'],
  ['LIMITS_FACTOR', '-2'],
  ['LIMITS_FACTOR', 'off'],
  ['REDIS_URL', 'cache-host:6379'],
  ['MEILI_URL', 'meili'],
  ['SMTP_URL', 'mail-host'],
  ['LOG_LEVEL', 'loud'],
  ['NODE_ENV', 'staging'],
])('%s=%s is refused with its name, the fault and an example, and without the value', (name, value) => {
  const refusal = () => parseEnv({ [name]: value })
  expect(refusal).toThrow(EnvError)
  expect(refusal).toThrow(new RegExp(`${name} must be .*, for example `))
  expect(refusal).not.toThrow(value)
})

test('every fault is named at once', () => {
  expect(() => parseEnv({ PORT: 'x', PUBLIC_URL: 'y' })).toThrow(/PORT[\s\S]*PUBLIC_URL/)
})
