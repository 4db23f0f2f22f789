import type { Column } from './schema-rules.ts'

const TYPES: Record<string, string> = { Int: 'int4', BigInt: 'int8', String: 'text', DateTime: 'timestamp' }

/** The columns of a Prisma schema, by the names that the database will know. Relations are none. */
export function columnsOfSchema(schema: string): Column[] {
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)]
  const names = new Set(models.map(([, name]) => name))
  return models.flatMap(([, model = '', body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model
    return body.split('\n').flatMap((line) => {
      const [, field, type = ''] = /^\s+(\w+)\s+(\w+)(?:\?|\[\])?(?:\s|$)/.exec(line) ?? []
      if (!field || names.has(type)) return []
      const [, native, digits] = /@db\.(\w+)(?:\((\d+)\))?/.exec(line) ?? []
      return {
        table,
        name: / @map\("(\w+)"\)/.exec(line)?.[1] ?? field,
        type: native?.toLowerCase() ?? TYPES[type] ?? type,
        precision: digits ? Number(digits) : null,
      }
    })
  })
}
