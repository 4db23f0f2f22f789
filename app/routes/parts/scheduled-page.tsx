import type { ScheduledView } from '#app/domains/threads/schedule-thread.server.ts'
import type { FormRefusal } from '#app/http/form.ts'
import type { MessageKey } from '#app/locales/translate.ts'
import { Empty } from '#app/ui/empty.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'

type ScheduledProps = {
  /** `at` by the clocks of the site. */
  waiting: (Omit<ScheduledView, 'at'> & { at: string })[]
  timeZone: string
  refusal: FormRefusal | undefined
}

/** The page of what a member wrote for later. */
export function ScheduledPage(props: ScheduledProps) {
  return (
    <Page>
      <Scheduled {...props} />
    </Page>
  )
}

/** What waits for its time, each with a form to change that. */
export function Scheduled({ waiting, timeZone, refusal }: ScheduledProps) {
  const t = useT()
  return (
    <>
      <PageHead size="s" title={t('scheduled.title')} lead={t('scheduled.lead', { zone: timeZone })} />
      <FormErrors title={t('write.notYet')} errors={errorsOf(refusal)} />
      {waiting.length === 0 ? (
        <Empty title={t('scheduled.none')} text={t('scheduled.none.text')} />
      ) : (
        <ul className="own-list">
          {waiting.map((one) => (
            <Waiting key={one.id} {...one} />
          ))}
        </ul>
      )}
    </>
  )
}

/** The summary names no field: there is one of each in every form. */
const errorsOf = (refusal: FormRefusal | undefined) =>
  Object.fromEntries(Object.values(refusal?.errors ?? {}).map((said) => ['', said]))

function Waiting({ id, title, space, at, failed }: ScheduledProps['waiting'][number]) {
  const t = useT()
  return (
    <li>
      <div>
        <b>
          <bdi>{title}</bdi>
        </b>
        <p className="hint">{space}</p>
        {failed === null ? null : (
          <p className="err">
            <Icon name="warn" />
            {t('scheduled.failed', { because: t(reasonOf(failed)) })}
          </p>
        )}
      </div>
      <form method="post" className="beside">
        <input type="hidden" name="id" value={id} />
        <input
          className="input"
          type="datetime-local"
          name="at"
          defaultValue={at}
          aria-label={t('scheduled.at', { title })}
        />
        <button className="btn small" name="do" value="time">
          {t('scheduled.time')}
          <span className="vh">: {title}</span>
        </button>
        <button className="btn small quiet" name="do" value="back">
          {t('scheduled.back')}
          <span className="vh">: {title}</span>
        </button>
      </form>
    </li>
  )
}

const FAULTS: Record<string, MessageKey> = { tagsRequired: 'scheduled.tags', tagsNew: 'scheduled.tags' }
const PLACES = ['spaceArchived', 'spaceLocked', 'suspended', 'announcements'] as const

function reasonOf(failed: string): MessageKey {
  const place = PLACES.find((one) => one === failed)
  return place ? `write.refused.${place}` : (FAULTS[failed] ?? 'write.refused.outside')
}
