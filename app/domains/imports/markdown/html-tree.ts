import { Parser } from 'htmlparser2'

/** One element or one run of text. Attribute names are lower case; entities are decoded. */
export type HtmlNode = HtmlElement | HtmlText
export type HtmlText = { text: string }
export type HtmlElement = {
  name: string
  attributes: Record<string, string>
  classes: string[]
  children: HtmlNode[]
}

/** Deeper elements are taken apart into their parents: no post needs them, and the walkers recurse. */
const MAX_DEPTH = 64
const IGNORED = new Set(['script', 'style', 'svg', 'template', 'head', 'noscript', 'object', 'embed'])

/**
 * Parses cooked HTML into the smallest tree that the converter needs: no comments, no processing
 * instructions, no scripts or vector icons, neighbouring texts joined. Never throws; broken markup gives the
 * tree that a browser would show, nearly.
 */
export function parseHtml(html: string): HtmlElement {
  const root = element('root', {})
  const stack = [root]
  let ignoring = 0
  let tooDeep = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (ignoring > 0 || IGNORED.has(name)) {
        ignoring++
      } else if (stack.length > MAX_DEPTH) {
        tooDeep++
      } else {
        const opened = element(name, attributes)
        stack.at(-1)?.children.push(opened)
        stack.push(opened)
      }
    },
    onclosetag() {
      if (ignoring > 0) ignoring--
      else if (tooDeep > 0) tooDeep--
      else if (stack.length > 1) stack.pop()
    },
    ontext(text) {
      if (ignoring > 0) return
      const siblings = stack.at(-1)?.children ?? []
      const last = siblings.at(-1)
      if (last && isText(last)) last.text += text
      else siblings.push({ text })
    },
  })
  parser.write(html)
  parser.end()
  return root
}

export function element(
  name: string,
  attributes: Record<string, string>,
  children: HtmlNode[] = [],
): HtmlElement {
  const classes = attributes['class']?.split(/\s+/).filter(Boolean) ?? []
  return { name, attributes, classes, children }
}

export function isText(node: HtmlNode): node is HtmlText {
  return 'text' in node
}

export function isElement(node: HtmlNode, name?: string): node is HtmlElement {
  return 'name' in node && (name === undefined || node.name === name)
}

/** Whether the node is an element that carries the class. */
export function hasClass(node: HtmlNode, name: string): boolean {
  return isElement(node) && node.classes.includes(name)
}

/** All text below the node, as it stands (nothing collapsed). */
export function textOf(node: HtmlNode): string {
  if (isText(node)) return node.text
  return node.children.map(textOf).join('')
}

/** Text below the node as one line: white space collapsed, ends trimmed. */
export function lineOf(node: HtmlNode): string {
  return textOf(node).replace(/\s+/g, ' ').trim()
}

/** The first element below the node, in document order, that passes the test. */
export function find(node: HtmlNode, test: (element: HtmlElement) => boolean): HtmlElement | null {
  if (isText(node)) return null
  for (const child of node.children) {
    if (isText(child)) continue
    const found = test(child) ? child : find(child, test)
    if (found) return found
  }
  return null
}

/** All elements below the node, in document order, that pass the test; their own children are not searched. */
export function findAll(node: HtmlNode, test: (element: HtmlElement) => boolean): HtmlElement[] {
  if (isText(node)) return []
  return node.children.flatMap((child) => {
    if (isText(child)) return []
    return test(child) ? [child] : findAll(child, test)
  })
}
