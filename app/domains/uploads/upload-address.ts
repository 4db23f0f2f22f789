/** The name of the one file of an upload that is no picture. */
export const WHOLE = 'file'

const KEY = /^[0-9a-f]{32}$/
const VARIANT = /^(?:file|\d{1,5}\.(?:avif|webp|jpg|png))$/

export const isUploadKey = (text: string) => KEY.test(text)
export const isVariant = (text: string) => VARIANT.test(text)

/** The address of one of an upload's files. */
export const fileHref = (key: string, variant: string) => `/files/${key}/${variant}`

/** Where it lies in the storage; folders of 256 each, so that none grows without end. */
export const storageKey = (key: string, variant: string) => `${key.slice(0, 2)}/${key}/${variant}`

/** Whether a key of the storage is one of an upload's file. */
export function isUploadStorageKey(text: string): boolean {
  const [, key, variant] = text.split('/')
  return (
    key !== undefined &&
    variant !== undefined &&
    isUploadKey(key) &&
    isVariant(variant) &&
    text === storageKey(key, variant)
  )
}
