import { expect, test } from 'vitest'
import { kindOf } from './file-kinds.ts'
import { cleanName } from './file-name.ts'
import { abilitiesOf } from '#app/domains/trust/abilities.ts'

test.each([
  ['photo.jpg', 'photo.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\x\\plan.pdf', 'plan.pdf'],
  ['..%2f..%2fx.png', '_2f.._2fx.png'],
  ['"><img onerror>.png', '___img onerror_.png'],
  ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
  ['a\r\nSet-Cookie: x=1.png', 'aSet-Cookie_ x=1.png'],
  ['nul\u0000.txt', '_nul.txt'],
  ['CON', '_CON'],
  ['com1.txt', '_com1.txt'],
  ['...', 'file'],
  ['', 'file'],
  ['trailing. . ', 'trailing'],
  ['fu\u0308r.txt', 'f\u00fcr.txt'],
  ['\ud800.png', '\ufffd.png'],
])('%j is shown as %j', (sent, shown) => {
  expect(cleanName(sent)).toBe(shown)
})

test('a name that is too long loses its middle, never half a sign, and keeps its end', () => {
  const name = cleanName(`${'🌲'.repeat(300)}.png`)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
  expect(name).toMatch(/^(🌲)+\.png$/u)
  expect(Buffer.byteLength(cleanName('x'.repeat(5_000)))).toBe(200)
})

const png = Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1')
test.each([
  ['a.png', png, { picture: 'png' }],
  ['a.jpg', png, { picture: 'png' }],
  ['no ending', png, { picture: 'png' }],
  ['a.php.png', png, { picture: 'png' }],
  ['a.pdf', png, null],
  ['a.pdf', Buffer.from('%PDF-1.7'), { file: 'application/pdf' }],
  ['a.PDF', Buffer.from('%PDF-1.7'), { file: 'application/pdf' }],
  ['a.pdf', Buffer.from('<html>'), null],
  ['a.png', Buffer.from('<html>'), null],
  ['a.svg', Buffer.from('<svg/>'), null],
  ['a.html', Buffer.from('<html>'), null],
  ['a.zip', Buffer.from('PK\x03\x04'), { file: 'application/zip' }],
  ['a.docx', Buffer.from('%PDF-1.7'), null],
  ['a.txt', Buffer.from('plain'), { file: 'text/plain; charset=utf-8' }],
  ['a.txt', Buffer.from('MZ\0\0'), null],
  ['txt', Buffer.from('plain'), null],
  ['a.constructor', Buffer.from('plain'), null],
])('%s with its bytes is %j', (name, head, kind) => {
  expect(kindOf(name, head)).toEqual(kind)
})

test('who is known longer may upload more, and staff most', () => {
  const of = (trustLevel: number) => abilitiesOf({ role: 'member', trustLevel }).upload.bytes
  expect([0, 1, 2, 3, 4].map(of)).toEqual([0, 1, 2, 3, 4].map(of).sort((a, b) => a - b))
  expect(of(-1)).toBe(of(0))
  expect(of(9)).toBe(of(4))
  expect(abilitiesOf({ role: 'moderator', trustLevel: 0 }).upload.bytes).toBeGreaterThan(of(4))
})
