import { useT } from '#app/ui/words.tsx'

const STEPS = ['email', 'name'] as const

/** How far somebody is who joins. */
export function JoinSteps({ step }: { step: (typeof STEPS)[number] }) {
  const t = useT()
  return (
    <ol className="join-steps" aria-label={t('join.steps')}>
      {STEPS.map((one, at) => (
        <li key={one} aria-current={one === step ? 'step' : undefined}>
          {`${at + 1} ${t(`join.step.${one}`)}`}
          {STEPS.indexOf(step) > at ? ` · ${t('join.step.done')}` : ''}
        </li>
      ))}
    </ol>
  )
}
