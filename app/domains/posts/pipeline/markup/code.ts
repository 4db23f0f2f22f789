import type { MarkdownIt } from 'markdown-it'
import { highlightCode } from '../highlight/highlight-code.ts'
import { postOf } from '../post-environment.ts'

/** Code blocks, highlighted, and inline code; both always run from left to right. */
export function useCode(md: MarkdownIt): void {
  const { rules } = md.renderer
  rules['fence'] = rules['code_block'] = (tokens, index, _options, env) => {
    const token = tokens[index]!
    const [name = ''] = md.utils.unescapeAll(token.info).trim().split(/\s/, 1)
    const { html, language } = highlightCode(token.content, name, postOf(env))
    return `<pre tabindex="0" dir="ltr"><code${language ? ` class="lang-${language}"` : ''}>${html}</code></pre>\n`
  }
  rules['code_inline'] = (tokens, index) =>
    `<code dir="ltr">${md.utils.escapeHtml(tokens[index]!.content)}</code>`
}
