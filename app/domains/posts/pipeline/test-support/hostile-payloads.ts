import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const FENCED = /^```[^\n]*\n([\s\S]*?)^```/gm

export interface Payloads {
  /** Every payload, each once. */
  all: string[]
  /** Those that differ from each other in kind, and every tenth of a long list of variations. */
  varied: string[]
}

/** The payloads of the hostile corpora below a folder. */
export async function readPayloads(corpora: string): Promise<Payloads> {
  const read = (path: string) => readFileSync(resolve(corpora, path), 'utf8')
  const lines = (path: string) => read(path).split('\n')
  const fences = (path: string) => [...read(path).matchAll(FENCED)].map((match) => match[1]!.trimEnd())
  const module = (await import(pathToFileURL(resolve(corpora, 'xss/dompurify/expect.mjs')).href)) as {
    default: { payload: string }[]
  }
  const loofah = [
    ...read('xss/loofah/testdata_sanitizer_tests1.dat').matchAll(/"input": ("(?:[^"\\]|\\.)*")/g),
  ]
  const gfm = ['markdown/gfm/extensions.txt', 'markdown/gfm/regression.txt'].flatMap((path) =>
    [...read(path).matchAll(/^`{32} example[^\n]*\n([\s\S]*?)^\.\n/gm)].map((m) =>
      m[1]!.replaceAll('→', '\t'),
    ),
  )
  const html5sec = read('xss/html5sec/vectors.txt')
  const variations = lines('xss/payloadbox/xss-payload-list.txt')
  const others = [
    ...module.default.map(({ payload }) => payload),
    ...html5sec.split(/(?=<div id="\d+">)/),
    html5sec,
    ...fences('xss/owasp/XSS_Filter_Evasion_Cheat_Sheet.md'),
    ...fences('xss/patt/XSS_Polyglot.md'),
    ...fences('xss/patt/CSP_Bypass.md'),
    ...loofah.map((match) => JSON.parse(match[1]!) as string),
    ...(JSON.parse(read('strings/blns.json')) as string[]),
    ...gfm,
  ]
  const distinct = (payloads: string[]) => [...new Set(payloads)].filter((payload) => payload.trim() !== '')
  return {
    all: distinct([...others, ...variations]),
    varied: distinct([...others, ...variations.filter((_, index) => index % 10 === 0)]),
  }
}

/** A post with a payload in code, and as the text, the title and the address of links and images. */
export function inCodeAndLinks(payload: string): string {
  const line = payload.replace(/\s+/g, ' ')
  return [
    `\`${line}\``,
    `\`\`\`html\n${payload}\n\`\`\``,
    `![${line}](/a.png "${line}")`,
    `[${line}](/a "${line}")`,
    `[a](<${line}>)`,
  ].join('\n\n')
}

/** A post that puts a payload into every place that takes words: code, texts, titles, addresses, labels. */
export function everywhere(payload: string): string {
  const line = payload.replace(/\s+/g, ' ')
  return [
    `\`${line}\``,
    `\`\`\`${line}\n${payload}\n\`\`\``,
    `![${line}](/a.png)`,
    `![a|10x10](/a.png "${line}")`,
    `[${line}](/a)`,
    `[a](/b "${line}")`,
    `[a](${line})`,
    `[a](<${line}>)`,
    `![a](<${line}>)`,
    `<${line}>`,
    `<a href="${line}" title='${line}'>x</a> <img src="${line}" alt='${line}'> <span lang="${line}">x</span>`,
    `<b ${line}>x</b> <kbd>${line}</kbd> ||${line}|| ~~${line}~~ **${line}** @${line} :${line}:`,
    `| ${line} | b |\n|:--|--:|\n| c | ${line} |`,
    `- [ ] ${line}\n- [x] ${line}`,
    `# ${line}`,
    `:::spoiler ${line}\n${payload}\n:::`,
    `<details><summary>${line}</summary>\n\n${payload}\n\n</details>`,
    `[^${line}] [^n]\n\n[^${line}]: ${line}\n\n[^n]: ${line}`,
    `> [@${line}](/p/1):\n> ${line}`,
    `> [@somebody](/p/1):\n> ${payload}`,
    `https://youtu.be/${line}`,
    `[ref]\n\n[ref]: ${line} "${line}"`,
    `@evil /t/1 ${SITE_THREAD}`,
  ].join('\n\n')
}

const SITE_THREAD = 'https://forum.example/t/1/slug'

/** References whose every word is hostile: titles and handles may hold anything. */
export function hostileReferences(payload: string) {
  return {
    members: new Map([['evil', { handle: payload }]]),
    threads: new Map([[1, { title: payload, href: '/t/1/slug' }]]),
    pictures: new Map([
      ['a1'.repeat(16), { width: 9, height: 9, hue: 9, files: [{ name: '9.webp', width: 9 }] }],
    ]),
    posts: new Map([[1, { handle: payload, href: '/t/1/slug/2', number: 2 }]]),
  }
}
