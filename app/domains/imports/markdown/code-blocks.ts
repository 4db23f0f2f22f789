import type { Block } from './block.ts'
import { find, findAll, hasClass, isText } from './html-tree.ts'
import type { HtmlElement, HtmlNode } from './html-tree.ts'

/** A `<pre>` as a fenced block, to the byte; the fence is longer than any run of backticks within. */
export function codeBlock(pre: HtmlElement): Block {
  const code = codeText(pre).replace(/\n$/, '')
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const lines = code === '' ? [] : code.split('\n')
  return { kind: 'other', lines: [`${fence}${language(pre)}`, ...lines, fence] }
}

/** The text of code: breaks are line ends, numbered lines of a preview are joined. */
function codeText(node: HtmlElement): string {
  const numbered = find(node, (child) => hasClass(child, 'lines'))
  if (numbered)
    return findAll(numbered, (child) => child.name === 'li')
      .map(codeText)
      .join('')
  const text = node.children.map(childText).join('')
  // HTML itself drops a line end right after `<pre>`, not after `<code>`.
  const [first] = node.children
  return node.name === 'pre' && first && isText(first) ? text.replace(/^\n/, '') : text
}

function childText(node: HtmlNode): string {
  if (isText(node)) return node.text.replace(/\r\n?/g, '\n')
  return node.name === 'br' ? '\n' : codeText(node)
}

/** `lang-cpp` → `cpp`; `lang-auto` and nothing → none; previews name the language itself (`C++`). */
function language(pre: HtmlElement): string {
  const code = find(pre, (child) => child.name === 'code')
  const names = [...(code?.classes ?? []), pre.attributes['data-code-wrap'] ?? '']
  const name = names.find((candidate) => candidate !== '' && candidate !== 'hljs') ?? ''
  const plain = name.replace(/^lang(?:uage)?-/, '').toLowerCase()
  if (plain === 'auto') return ''
  if (plain === 'nohighlight') return 'text'
  return plain.replace(/[^\w+#.-]/g, '')
}
