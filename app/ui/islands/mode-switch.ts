import { remember } from './store.ts'

/** The light and dark switch. Choosing what the site or else the system has anyway forgets the choice. */
export function modeSwitch(event: Event): void {
  if (!(event.target as Element).closest('[data-mode-switch]')) return
  const root = document.documentElement
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const ofSite = root.dataset['siteMode']
  const usual = ofSite ?? system
  const next = (root.dataset['mode'] ?? system) === 'dark' ? 'light' : 'dark'
  if (next === usual && !ofSite) delete root.dataset['mode']
  else root.dataset['mode'] = next
  remember('mode', next === usual ? null : next)
}
