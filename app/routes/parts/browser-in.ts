/** In order: later ones pretend to be the earlier. */
const BROWSERS: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

/** What a browser calls itself, in words that its owner knows; empty for what nobody knows. */
export function browserIn(userAgent: string): { browser: string; system: string } {
  const first = (of: [RegExp, string][]) => of.find(([pattern]) => pattern.test(userAgent))?.[1] ?? ''
  return { browser: first(BROWSERS), system: first(SYSTEMS) }
}
