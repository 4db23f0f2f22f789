import { parse, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode

/** Elements that no answer of the search has, but such as others would like to have there. */
const FOREIGN =
  /^(?:iframe|object|embed|base|applet|math|frameset|marquee|noembed|xmp|template|video|audio|u|font|center)$/
/** Attributes that browsers follow or run. */
const ADDRESSES = /^(?:href|src|action|formaction|data|poster|srcset|xlink:href)$/

/**
 * What in a page of the search would be alive though it came from a question or a post: read by a parser that knows HTML as
 * browsers do. `scripts`: how many the page has by itself.
 */
export function liveMarkup(html: string, scripts = 0): string[] {
  const faults: string[] = []
  let found = 0
  const look = (node: Node) => {
    if (!('tagName' in node)) return
    if (FOREIGN.test(node.tagName)) faults.push(`<${node.tagName}>`)
    if (node.tagName === 'script') found++
    for (const { name, value } of node.attrs) {
      if (/^on/.test(name) || name === 'srcdoc') faults.push(`${name}=${value}`)
      if (ADDRESSES.test(name) && !/^(?:\/(?![/\\])|https?:\/\/localhost[:/]|#|\?)/.test(value))
        faults.push(`${name}=${value}`)
    }
    node.childNodes.forEach(look)
  }
  parse(html).childNodes.forEach(look)
  if (found !== scripts) faults.push(`${found} scripts and not ${scripts}`)
  return faults
}
