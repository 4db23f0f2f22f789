/** One block of the document: its lines, and what a neighbour must know about it. */
export type Block = { kind: 'paragraph' | 'bullets' | 'numbers' | 'other'; lines: string[] }

/** Whether a block may follow the one before it without an empty line between. */
type MayTouch = (before: Block, block: Block) => boolean

/** The lines of blocks that follow each other, by default with an empty line between; lists stay apart. */
export function joinBlocks(blocks: readonly Block[], mayTouch: MayTouch = () => false): string[] {
  let swapped = false
  return blocks.flatMap((block, i) => {
    const before = blocks[i - 1]
    swapped = before !== undefined && isList(block) && block.kind === before.kind && !swapped
    const lines = swapped ? block.lines.map(swapMarker) : block.lines
    return before === undefined || mayTouch(before, block) ? lines : ['', ...lines]
  })
}

function isList(block: Block): boolean {
  return block.kind === 'bullets' || block.kind === 'numbers'
}

/** Two lists in a row would be one; the second takes the other marker. */
function swapMarker(line: string): string {
  return line.replace(/^-(?= |$)/, '*').replace(/^(\d+)\.(?= |$)/, '$1)')
}

export function other(...lines: string[]): Block {
  return { kind: 'other', lines }
}

/** Blocks behind `> `. */
export function quoted(blocks: readonly Block[]): Block {
  return other(...joinBlocks(blocks).map((line) => (line === '' ? '>' : `> ${line}`)))
}

/** A `:::name title` container; the parser counts those within, so all fences are alike. */
export function container(name: string, title: string, blocks: readonly Block[]): Block {
  return other(`:::${name}${title === '' ? '' : ` ${title}`}`, ...joinBlocks(blocks), ':::')
}
