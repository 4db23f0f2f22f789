/** One instruction of a Dockerfile, its continued lines joined. */
export type Instruction = { word: string; rest: string }

export type Stage = { base: string; name: string; instructions: Instruction[] }

/** The stages of a Dockerfile, in order. */
export function parseDockerfile(text: string): Stage[] {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const stages: Stage[] = []
  for (const line of lines) {
    const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
    if (word === 'FROM') {
      const [, base = '', name = ''] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(rest) ?? []
      stages.push({ base, name, instructions: [] })
    } else stages.at(-1)?.instructions.push({ word, rest })
  }
  return stages
}

/** A stage with those that it stands on, the lowest first. */
export function withBases(stages: readonly Stage[], stage: Stage): Stage[] {
  const base = stages.find(({ name }) => name === stage.base)
  return base ? [...withBases(stages, base), stage] : [stage]
}

/** What a COPY copies: `from` is the stage, or null for the folder of the project. */
export function readCopy(rest: string): { from: string | null; sources: string[]; target: string } {
  const [, from = null] = /^--from=(\S+)\s/.exec(rest) ?? []
  const paths = rest.replace(/^--\S+\s+/, '').split(/\s+/)
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' }
}

/** The variables of an ENV. */
export function readEnv(rest: string): Record<string, string> {
  return Object.fromEntries(
    [...rest.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** Whether `.dockerignore` keeps a path out of the image's making. */
export function isIgnored(path: string, ignore: string): boolean {
  const patterns = ignore.split('\n').filter((line) => line && !line.startsWith('#'))
  return patterns.some((pattern) => {
    const source = pattern
      .replace(/[.+^$()|[\]{}]/g, '\\$&')
      .replaceAll('**/', '(.*/)?')
      .replace(/(?<!\.)\*(?!\/)/g, '[^/]*')
    return new RegExp(`^${source}(/|$)`).test(path)
  })
}
