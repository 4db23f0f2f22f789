import ts from 'typescript'

/** What is hung into Express: an address with its method, or something that sees every request. */
export type ExpressRoute = { method: string; path: string; file: string }

const METHODS = new Set(['all', 'delete', 'get', 'head', 'options', 'patch', 'post', 'put', 'use'])

/** Who may use what stands in Express; there are no wrappers there, so it is said here and reviewed. */
const GUARDS: Record<string, string> = {
  'GET /healthz': 'everyone',
  'GET /readyz': 'everyone',
  'GET /metrics': 'this machine and private networks, without a proxy between',
  'USE files': 'everyone (built files)',
  'USE operatorRoutes': 'as its own addresses say',
  'USE answer': 'as the routes of Remix say',
  'USE (_req, res, next)': 'answers nothing: sets headers',
  'USE (error, _req, res, next)': 'everyone (the page for a failure)',
}

/** The guard of an address in Express; throws for one that nobody has thought about. */
export function guardOfExpress({ method, path, file }: ExpressRoute): string {
  const guard = GUARDS[`${method} ${path}`]
  if (guard) return guard
  throw new Error(
    `${file}: ${method} ${path} has no guard. Say who may use it in tests/architecture/express-routes.ts.`,
  )
}

/** Everything that a file hangs into a router that it makes itself. */
export function expressRoutesOf(file: string, text: string): ExpressRoute[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const routers = new Set<string>()
  const routes: ExpressRoute[] = []
  const visit = (node: ts.Node): void => {
    if (
      ts.isVariableDeclaration(node) &&
      /^(express|(express\.)?Router)\(/.test(node.initializer?.getText() ?? '')
    ) {
      routers.add(node.name.getText())
    }
    const call =
      ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? node.expression : null
    if (call && routers.has(call.expression.getText()) && METHODS.has(call.name.text)) {
      const [first] = (node as ts.CallExpression).arguments
      routes.push({ method: call.name.text.toUpperCase(), path: first ? nameOf(first) : '', file })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return routes
}

/** `/healthz` of a text, `express.static` of a call, `(req, res)` of a function that stands there. */
function nameOf(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isCallExpression(node)) return node.expression.getText()
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return node.getText()
  return `(${node.parameters.map(({ name }) => name.getText()).join(', ')})`
}
