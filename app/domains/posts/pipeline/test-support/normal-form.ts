import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from 'parse5'

/** Attributes that we add to what CommonMark specifies. They are tested by themselves. */
const OURS = new Set(['dir', 'rel', 'tabindex', 'loading', 'decoding', 'class', 'aria-label'])

/**
 * Writes HTML in a form in which our output can be compared with CommonMark's. What is evened out, and nothing else:
 * - headings lose their level (ours are fitted into the page's outline);
 * - the attributes above are left out, among them the class of a code block's language;
 * - an element that holds nothing but line breaks is empty;
 * - the link that we put around an image (`zoom`) and the spans of highlighted code are taken away;
 * - spelling that means the same after parsing (`<br />`, `&quot;`, the order of attributes).
 */
export function normalForm(html: string): string {
  return write(parseFragment(html).childNodes)
}

function write(nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): string {
  return nodes.map(writeNode).join('')
}

function writeNode(node: DefaultTreeAdapterTypes.ChildNode): string {
  if (defaultTreeAdapter.isTextNode(node)) return node.value.replaceAll('<', '&lt;')
  if (defaultTreeAdapter.isCommentNode(node)) return `<!--${node.data}-->`
  if (!defaultTreeAdapter.isElementNode(node)) return `<?${node.nodeName}>`
  const content = write(node.childNodes).replace(/^\n+$/, '')
  const className = node.attrs.find(({ name }) => name === 'class')?.value ?? ''
  if (className === 'zoom' || className.startsWith('tok-')) return content
  const tag = node.tagName.replace(/^h[1-6]$/, 'h')
  const attributes = node.attrs
    .filter(({ name }) => !OURS.has(name))
    .map(({ name, value }) => ` ${name}="${value.replaceAll('"', '&quot;')}"`)
  return `<${tag}${attributes.sort().join('')}>${content}</${tag}>`
}
