import { element, type Xml } from '#app/domains/feeds/xml.ts'
import type { Translate } from '#app/locales/translate.ts'
import type { LetterContent } from './letter-content.ts'

/** Colours that mail programs turn around by themselves in the dark. */
const INK = '#1c2420'
const QUIET = '#56605b'

/** Writes a letter as plain text and as HTML: one column, no picture, no tracking, readable in any mail program. */
export function layOutLetter(
  { paragraphs, action, code, after = [] }: LetterContent,
  { site, origin, brand, t }: { site: string; origin: string; brand: string; t: Translate },
): { text: string; html: string } {
  const foot = t('mail.foot', { site })
  const text = [
    ...paragraphs,
    ...(code ? [code] : []),
    ...(action ? [`${action.label}:\n${action.href}`] : []),
    ...after,
    `-- \n${foot}\n${origin}/`,
  ].join('\n\n')

  const paragraph = (style: string, ...inside: (Xml | string)[]) =>
    element('p', { style: `margin:0 0 16px;${style}` }, ...inside)
  const body = [
    ...paragraphs.map((words) => paragraph('', words)),
    ...(code
      ? [
          paragraph(
            'font:700 30px/1.2 ui-monospace,monospace;letter-spacing:.18em',
            element('bdi', { dir: 'ltr' }, code),
          ),
        ]
      : []),
    ...(action ? [paragraph('', button(action, brand))] : []),
    ...after.map((words) => paragraph(`color:${QUIET};font-size:14px`, words)),
    element(
      'p',
      {
        style: `margin:32px 0 0;border-top:1px solid #d5dad7;padding-top:12px;color:${QUIET};font-size:13px`,
      },
      `${foot} `,
      element('a', { href: `${origin}/`, style: `color:${QUIET}` }, origin.replace(/^https?:\/\//, '')),
    ),
  ]
  const html = element(
    'html',
    { lang: t.locale, dir: t.dir },
    element(
      'head',
      {},
      element('meta', { 'http-equiv': 'Content-Type', content: 'text/html; charset=utf-8' }),
      element('meta', { name: 'color-scheme', content: 'light dark' }),
      element('title', {}, site),
    ),
    element(
      'body',
      { style: `margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:${INK}` },
      element(
        'div',
        { style: 'max-width:34em;margin:0 auto' },
        element('p', { style: 'margin:0 0 24px;font-weight:700' }, site),
        ...body,
      ),
    ),
  )
  return { text: `${text}\n`, html: `<!doctype html>\n${html.xml}\n` }
}

const button = ({ label, href }: { label: string; href: string }, brand: string): Xml =>
  element(
    'a',
    {
      href,
      style: `display:inline-block;padding:12px 22px;border-radius:6px;background:${brand};color:#fff;font-weight:600;text-decoration:none`,
    },
    label,
  )
