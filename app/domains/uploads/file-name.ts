/** Bytes that every file system takes. */
const LONGEST = 200
/** Control characters, and signs that turn the direction of what follows: `gpj.exe` would read `exe.jpg`. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu
/** What is a path, or a name that Windows keeps for itself. */
/** How browsers write a quotation mark and the ends of lines within the name of a file. */
const ESCAPED = /%(?:22|0d|0a)/gi
const FORBIDDEN = /[<>:"/\\|?*%]/g
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/**
 * A name that can be shown, and offered for a download on any system: what its owner called it, without what could make
 * it something else. It is never a path here.
 */
export function cleanName(sent: string): string {
  const last = sent.toWellFormed().normalize('NFC').replace(ESCAPED, '"').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '_')
    .trim()
    .replace(/^\.+|[. ]+$/g, '')
  return shorten(plain.replace(RESERVED, '_$1')) || 'file'
}

/** The end of a name says what it is, so that the middle goes. */
function shorten(name: string): string {
  const end = /\.[^.]{1,16}$/.exec(name)?.[0] ?? ''
  let start = [...name.slice(0, name.length - end.length)]
  while (Buffer.byteLength(start.join('') + end) > LONGEST) start = start.slice(0, -1)
  return start.join('') + end
}
