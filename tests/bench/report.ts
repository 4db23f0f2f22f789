export type Row = { what: string; figure: string; beside: string; bar: string; holds: boolean | null }

/** Prints the rows as a table: each figure, what it is compared with, and the bar of the project. */
export function printReport(rows: readonly Row[]): void {
  const table = [
    ['what', 'measured', 'beside', 'bar', ''],
    ...rows.map((row) => [
      row.what,
      row.figure,
      row.beside,
      row.bar,
      row.holds === null ? '' : row.holds ? 'holds' : 'MISSED',
    ]),
  ]
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...table.map((cells) => cells[column]?.length ?? 0)),
  )
  for (const cells of table)
    console.log(cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`
export const times = (value: number): string => `${value.toFixed(2)} ×`
export const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
