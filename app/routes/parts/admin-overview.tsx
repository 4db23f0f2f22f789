import { useRouteLoaderData } from '@remix-run/react'
import type { Finding } from '#app/domains/health/finding.ts'
import type { loader } from '#app/root.tsx'
import { useT } from '#app/ui/words.tsx'
import { AdminPage } from './admin-page.tsx'
import { DeskFinder } from './desk-finder.tsx'
import { adminSections, type AdminSection } from './admin-sections.ts'
import { Findings } from './findings.tsx'

type OverviewProps = { q: string; wrong: Finding[]; looked: number }

/** Where everything is, found by a word, and what needs a look. */
export function AdminOverview({ q, wrong, looked }: OverviewProps) {
  const open = useRouteLoaderData<typeof loader>('root')?.member?.desk ?? []
  const t = useT()
  return (
    <AdminPage section="overview" title={t('admin.title')}>
      <PlaceFinder q={q} open={open} />
      {looked > 0 ? (
        <section className="desk-part" aria-labelledby="well">
          <h2 className="title" id="well">
            {t('admin.health.title')}
          </h2>
          {wrong.length === 0 ? (
            <p>{t('admin.health.well', { count: looked })}</p>
          ) : (
            <Findings findings={wrong} />
          )}
        </section>
      ) : null}
    </AdminPage>
  )
}

/** The places that are open to who asks, those alone that a word stands in where there is one. */
export function PlaceFinder({ q, open }: { q: string; open: readonly AdminSection[] }) {
  const t = useT()
  const places = adminSections
    .filter(({ key }) => key !== 'overview' && open.includes(key))
    .map((place) => ({
      ...place,
      name: t(`admin.section.${place.key}`),
      about: t(`admin.about.${place.key}`),
    }))
    .filter(({ name, about }) => `${name} ${about}`.toLowerCase().includes(q.toLowerCase()))
  return (
    <>
      <DeskFinder id="desk-q" name={t('admin.title')} label={t('admin.find')} q={q} />
      <ul className="own-list">
        {places.map(({ key, href, name, about }) => (
          <li key={key}>
            <div>
              <a className="hov" href={href}>
                <b>{name}</b>
              </a>
              <p className="hint">{about}</p>
            </div>
          </li>
        ))}
      </ul>
      {places.length === 0 && q ? <p>{t('admin.find.none')}</p> : null}
    </>
  )
}
