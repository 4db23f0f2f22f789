/**
 * What a document must be, as a value. Only numbers, booleans and names of attributes that stand in our code: no text
 * of anybody can become part of a filter.
 */
export type Filter =
  | { all: Filter[] }
  | { attribute: string; is: number | boolean }
  | { attribute: string; in: readonly number[] }
  | { attribute: string; notIn: readonly number[] }
  | { attribute: string; from: number }
  | { attribute: string; below: number }

/** The filter in Meilisearch's language. Throws a TypeError for anything that types should have kept out. */
export function writeFilter(filter: Filter): string {
  if ('all' in filter) return filter.all.map(writeFilter).join(' AND ')
  const name = attribute(filter.attribute)
  if ('is' in filter) return `${name} = ${typeof filter.is === 'boolean' ? filter.is : number(filter.is)}`
  if ('in' in filter) return `${name} IN [${filter.in.map(number).join(', ')}]`
  if ('notIn' in filter) return `${name} NOT IN [${filter.notIn.map(number).join(', ')}]`
  if ('from' in filter) return `${name} >= ${number(filter.from)}`
  return `${name} < ${number(filter.below)}`
}

function number(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError('A filter takes whole numbers only')
  return String(value)
}

function attribute(name: string): string {
  if (!/^[a-z][a-z_]*$/.test(name)) throw new TypeError('A filter takes names of attributes only')
  return name
}
