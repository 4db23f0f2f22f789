import { posix } from 'node:path'
import ts from 'typescript'

/** One import statement, `export … from` or `import()`. */
export type Import = {
  /** The file that imports. */
  from: string
  line: number
  /** As it is written. */
  specifier: string
  /** A path seen from the root, or the name of a package (`node:` modules too). */
  to: string
  external: boolean
  /** Gone before the code runs: `import type`. */
  typeOnly: boolean
}

/** The imports of one TypeScript or JavaScript file, in the order in which they stand. */
export function importsOf(path: string, text: string): Import[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: Import[] = []
  const add = (node: ts.Node, literal: ts.Node | undefined, typeOnly: boolean) => {
    if (!literal || !ts.isStringLiteralLike(literal)) return
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    found.push({ from: path, line, specifier: literal.text, typeOnly, ...targetOf(path, literal.text) })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeImport(node.importClause))
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node, node.argument.literal, true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], false)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Circles of imports that really run, each as the paths along it. */
export function cyclesIn(imports: Import[]): string[][] {
  const next = Map.groupBy(
    imports.filter((one) => !one.typeOnly && !one.external),
    (one) => one.from,
  )
  const cycles: string[][] = []
  const done = new Set<string>()
  const walk = (path: string, way: string[]): void => {
    const start = way.indexOf(path)
    if (start !== -1) cycles.push([...way.slice(start), path])
    if (start !== -1 || done.has(path)) return
    for (const { to } of next.get(path) ?? []) walk(to, [...way, path])
    done.add(path)
  }
  for (const path of next.keys()) walk(path, [])
  return cycles
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword
}

/** `#app/x.ts` and relative paths become paths from the root; everything else is a package. */
function targetOf(from: string, specifier: string): { to: string; external: boolean } {
  const path = specifier.split('?', 1)[0] ?? ''
  if (path.startsWith('#')) return { to: path.slice(1), external: false }
  if (path.startsWith('.')) return { to: posix.join(posix.dirname(from), path), external: false }
  const [scope = '', name = ''] = path.split('/')
  return { to: scope.startsWith('@') ? `${scope}/${name}` : scope, external: true }
}
