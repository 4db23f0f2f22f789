import type { Step, Way } from '#app/domains/access/ways-in.ts'
import type { Translate } from '#app/locales/translate.ts'
import type { WayIn } from '#app/ui/ways-in.tsx'
import { shortDate } from '#app/ui/time.tsx'

/** A way in, in the reader's words: its steps that are still to be done, and when it opens or closes. */
export function wayIn(t: Translate, way: Way | SerializedWay): WayIn {
  const open = way.steps.filter((step) => !step.done)
  const titles = open.map((step) => stepTitle(t, step))
  const counted = open.find((step) => step.counted)?.counted
  const first = titles[0] ?? t('way.wait')
  return {
    icon: 'key',
    title: titles.length > 1 ? t('way.all', { first, rest: titles.slice(1).join(', ') }) : first,
    text: timing(t, way),
    progress: counted ? { value: counted.have, max: counted.need, label: first } : null,
  }
}

/** Dates travel to the browser as dates, or as text where a page was stored. */
type SerializedWay = { steps: Step[]; opensAt: Date | string | null; closesAt: Date | string | null }

function stepTitle(t: Translate, step: Step): string {
  const text = (name: string) => String(step.params[name] ?? '')
  if (step.kind === 'members') return t('way.members')
  if (step.kind === 'trust') return t('way.trust', { level: text('atLeast') })
  if (step.kind === 'role') return t('way.role', { role: text('atLeast') })
  if (step.kind === 'grant') return t('way.grant', { kind: text('grant'), key: text('key') })
  return t('way.other')
}

function timing(t: Translate, way: Way | SerializedWay): string {
  const date = (at: Date | string) => shortDate(new Date(at).toISOString(), t)
  if (way.opensAt) return t('way.opens', { date: date(way.opensAt) })
  return way.closesAt ? t('way.closes', { date: date(way.closesAt) }) : t('way.any')
}
