import { parseDocument } from 'htmlparser2'

type Node = {
  type: string
  name?: string
  attribs?: Record<string, string>
  children?: Node[]
  data?: string
}

/** The fields that a browser would send of a page's form, by the words of its heading or button: hidden ones and what is typed. */
export function fieldsOfForm(html: string, action: RegExp): Record<string, string> {
  const form = find(parseDocument(html), (node) => {
    return node.name === 'form' && action.test(node.attribs?.['action'] ?? '')
  })
  if (!form) throw new Error(`No form with an action like ${action} is on the page.`)
  const fields: Record<string, string> = {}
  walk(form, ({ name, attribs = {}, children = [] }) => {
    const field = attribs['name']
    if (field === undefined) return
    if (name === 'textarea') fields[field] = children.map(({ data = '' }) => data).join('')
    if (name === 'input' && !/^(?:checkbox|radio|submit)$/.test(attribs['type'] ?? ''))
      fields[field] = attribs['value'] ?? ''
  })
  return fields
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const child of node.children ?? []) walk(child, visit)
}

function find(node: Node, test: (node: Node) => boolean): Node | null {
  if (test(node)) return node
  for (const child of node.children ?? []) {
    const found = find(child, test)
    if (found) return found
  }
  return null
}
