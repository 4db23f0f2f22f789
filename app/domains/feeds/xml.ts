/** A piece of XML that is well-formed. Only this file makes it, from text and from other pieces. */
export type Xml = { readonly xml: string }

type Attributes = Record<string, string | null>
type Child = Xml | string | null

/**
 * An element with its attributes and children; a child that is a string is text, and what is null is left out. Names are
 * ours; any text may be anything.
 */
export function element(name: string, attributes: Attributes = {}, ...children: Child[]): Xml {
  const head = Object.entries(attributes)
    .map(([key, value]) => (value === null ? '' : ` ${key}="${escape(value)}"`))
    .join('')
  const body = children
    .map((child) => (child === null ? '' : typeof child === 'string' ? escape(child) : child.xml))
    .join('')
  return { xml: body === '' ? `<${name}${head}/>` : `<${name}${head}>${body}</${name}>` }
}

/** Text that has much markup in it, such as HTML: as CDATA it stays readable, and about as long as it was. */
export function cdata(text: string): Xml {
  return { xml: `<![CDATA[${allowed(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>` }
}

/** A whole document. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Readers of XML turn these into spaces or line feeds, unless they come like this.
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

const escape = (text: string) => allowed(text).replace(/[&<>"\r\n\t]/g, (sign) => entities[sign] ?? sign)

/** XML has no place at all for these characters, whichever way they are written. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const allowed = (text: string) => text.toWellFormed().replace(FORBIDDEN, '\ufffd')
