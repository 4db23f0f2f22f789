import { createHash, randomBytes, randomInt } from 'node:crypto'

/** 32 random bytes in base64url: for links and cookies. */
export const newSecret = () => randomBytes(32).toString('base64url')

/** Six digits, each as likely as any other: for people to type. Few tries and few minutes make them safe. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0')

/** What the database holds of a secret. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Whether a text has the form of `newSecret`: what has not is nobody's. */
export const isSecret = (text: string) => /^[\w-]{43}$/.test(text)
