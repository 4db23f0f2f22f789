import type { JobView, ScheduleView } from '#app/domains/jobs/job.view.ts'
import type { FormRefusal } from '#app/http/form.ts'
import { Empty } from '#app/ui/empty.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { Time } from '#app/ui/time.tsx'
import { useT } from '#app/ui/words.tsx'
import { AdminPage } from './admin-page.tsx'
import { filteredHref } from './filter-fields.ts'

type JobsProps = {
  jobs: JobView[]
  older: string | null
  schedules: ScheduleView[]
  state: string
  first: boolean
  refusal: FormRefusal | undefined
}

const STATES = ['', 'running', 'failed', 'retrying', 'waiting'] as const

/** The queue, and what runs by itself. */
export function JobsPage({ jobs, older, schedules, state, first, refusal }: JobsProps) {
  const t = useT()
  const tabs = STATES.map((one) => ({
    label: t(`jobs.state.${one === '' ? 'all' : one}`),
    href: filteredHref('/admin/jobs', { state: one }),
    current: one === state,
  }))
  return (
    <AdminPage section="jobs" lead={t('admin.about.jobs')}>
      <FormErrors title={t('staff.notDone')} errors={refusal?.errors ?? {}} />
      <Tabs label={t('staff.state')} tabs={tabs} />
      {jobs.length === 0 ? <Empty title={t('jobs.none')} text={t('jobs.none.text')} /> : <Jobs jobs={jobs} />}
      <Pager
        prevHref={first ? null : filteredHref('/admin/jobs', { state })}
        nextHref={older === null ? null : filteredHref('/admin/jobs', { state }, `before=${older}`)}
        words={{ prev: t('audit.newest'), next: t('audit.older') }}
      />
      <Schedules schedules={schedules} />
    </AdminPage>
  )
}

/** Jobs, the newest first, each with what can be done about it. */
export function Jobs({ jobs }: { jobs: JobView[] }) {
  const t = useT()
  return (
    <form method="post">
      <ul className="own-list">
        {jobs.map(({ id, task, state, runAt, attempts, most, fault }) => (
          <li key={id}>
            <div>
              <b>{task}</b>
              <p className="hint">
                {t(`jobs.state.${state}`)} · {t('jobs.attempts', { attempts, most })} · <Time iso={runAt} />
              </p>
              {fault ? (
                <p className="err" dir="ltr">
                  {fault}
                </p>
              ) : null}
            </div>
            {state === 'running' ? null : (
              <div className="cluster">
                {(['retry', 'remove'] as const).map((act) => (
                  <button key={act} className="btn small" name={act} value={id}>
                    {t(`jobs.${act}`)}
                    <span className="vh">
                      {' '}
                      {task} {id}
                    </span>
                  </button>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </form>
  )
}

/** What runs by itself, and when it last did. */
export function Schedules({ schedules }: { schedules: ScheduleView[] }) {
  const t = useT()
  return (
    <section className="desk-part" aria-labelledby="schedules">
      <h2 className="title" id="schedules">
        {t('jobs.schedules')}
      </h2>
      <ul className="own-list">
        {schedules.map(({ task, lastAt }) => (
          <li key={task}>
            <b>{task}</b>
            <span className="meta">{lastAt ? <Time iso={lastAt} /> : t('jobs.never')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
