import { other } from './block.ts'
import type { Block } from './block.ts'
import type { ConversionContext } from './conversion.ts'
import { find, findAll, hasClass, lineOf } from './html-tree.ts'
import type { HtmlElement } from './html-tree.ts'
import { inlineTokens, isInline } from './inline-tokens.ts'
import { writeInline } from './inline-writer.ts'

/** A poll as it ended: the question, the options with their votes, the number of voters. It can't be voted on. */
export function pollBlocks(poll: HtmlElement, context: ConversionContext): Block[] {
  const name = poll.attributes['data-poll-name'] ?? 'poll'
  const result = context.polls.find((candidate) => candidate.name === name)
  const title = find(poll, (child) => hasClass(child, 'poll-title'))
  const options = findAll(poll, (child) => child.attributes['data-poll-option-id'] !== undefined)
  context.losses.add('poll', title ? lineOf(title) : name)
  const lines = options.map((option) => {
    const votes = result?.votes.get(option.attributes['data-poll-option-id'] ?? '')
    return `- ${written(option, context)}${votes === undefined ? '' : `: **${votes}**`}`
  })
  const blocks: Block[] = title ? [other(`**${written(title, context)}**`)] : []
  if (lines.length > 0) blocks.push({ kind: 'bullets', lines })
  const label = find(poll, (child) => hasClass(child, 'info-label'))
  if (result && label) blocks.push(other(`${result.voters} ${lineOf(label)}`))
  return blocks
}

function written(node: HtmlElement, context: ConversionContext): string {
  const tokens = inlineTokens(node.children.filter(isInline), context)
  return writeInline(tokens, { inLink: false, inTable: false }).join(' ')
}
