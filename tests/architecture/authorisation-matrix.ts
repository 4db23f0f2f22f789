import type { ServerBuild } from '@remix-run/node'
import { roleMay } from '#app/domains/access/permissions.ts'
import { GUARD, type Guard } from '#app/http/guard.ts'
import { Role } from '#prisma/generated/kysely/enums.ts'
import { guardOfExpress, type ExpressRoute } from './express-routes.ts'
import type { TableRow } from './route-table.ts'

const PEOPLE = ['visitor', ...Object.values(Role)] as const

const HEAD = `# Who may call what
Made by \`tests/architecture/authorisation.test.ts\` from the guards in the code; read the difference before you commit it. Renew it with
\`npx vitest run tests/architecture/authorisation.test.ts -u\`. **yes** means that the call is let in; what it may see is then decided
for every thing by the gate (\`app/domains/access\`).
`

/** The whole matrix as Markdown: loaders and actions first, then what stands in Express before Remix. */
export function authorisationMatrix(
  table: TableRow[],
  modules: ServerBuild['routes'],
  express: ExpressRoute[],
): string {
  const rows = [{ pattern: '(root, every page)', file: 'app/root.tsx' }, ...table].flatMap(
    ({ pattern, file }) => {
      const { loader, action } = modules[file]?.module ?? {}
      return [
        ...(loader ? [[`\`${pattern}\``, 'loader', ...callers(guardOf(loader)), `\`${file}\``]] : []),
        ...(action ? [[`\`${pattern}\``, 'action', ...callers(guardOf(action)), `\`${file}\``]] : []),
      ]
    },
  )
  const early = express.map((route) => [
    `\`${route.path}\``,
    route.method,
    guardOfExpress(route),
    `\`${route.file}\``,
  ])
  return [
    HEAD,
    tableOf(['address', 'call', ...PEOPLE, 'file'], rows),
    '## Before Remix',
    tableOf(['address or handler', 'call', 'who', 'file'], early),
  ].join('\n')
}

function guardOf(call: object): Guard {
  if (!(GUARD in call))
    throw new Error(
      'It has no guard: make it with guardedLoader or guardedAction of #app/http/route.server.ts.',
    )
  return call[GUARD] as Guard
}

/** What each kind of person gets: `yes`, or the status of the refusal. */
function callers(guard: Guard): string[] {
  return PEOPLE.map((person) => {
    if (guard === 'everyone') return 'yes'
    if (person === 'visitor') return '403'
    return guard === 'members' || roleMay(person, guard.can) ? 'yes' : '404'
  })
}

function tableOf(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |\n`
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('')
}
