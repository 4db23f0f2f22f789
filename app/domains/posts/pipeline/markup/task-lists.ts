import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import { WORDS } from '../words.ts'

const BOX = /^\[([ xX])\][ \t]/

/** A list item that begins with `[ ]` or `[x]` gets a check box that shows its state. */
function findTasks(state: StateCore): void {
  const lists: Token[] = []
  const { tokens } = state
  for (let i = 0; i < tokens.length; i++) {
    const { type } = tokens[i]!
    if (type === 'bullet_list_open' || type === 'ordered_list_open') lists.push(tokens[i]!)
    else if (type === 'bullet_list_close' || type === 'ordered_list_close') lists.pop()
    else if (type === 'list_item_open' && tokens[i + 1]?.type === 'paragraph_open') {
      const text = tokens[i + 2]?.children?.[0]
      const box = text?.type === 'text' && BOX.exec(text.content)
      if (!box) continue
      text.content = text.content.slice(box[0].length)
      const mark = new state.Token('task', '', 0)
      mark.meta = { done: box[1] !== ' ' }
      tokens[i + 2]!.children!.unshift(mark)
      tokens[i]!.attrSet('class', 'task')
      lists.at(-1)?.attrSet('class', 'tasks')
    }
  }
}

export function useTaskLists(md: MarkdownIt): void {
  // Before texts are joined an escaped bracket can still be told from a box.
  md.core.ruler.before('text_join', 'task_lists', findTasks)
  md.renderer.rules['task'] = (tokens, index) => {
    const done = (tokens[index]!.meta as { done: boolean }).done
    const state = done ? `aria-label="${WORDS.taskDone}" checked` : `aria-label="${WORDS.taskOpen}"`
    return `<input class="task-box" type="checkbox" ${state} disabled> `
  }
}
