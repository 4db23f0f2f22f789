import { Empty } from '#app/ui/empty.tsx'
import { tint } from '#app/ui/hue.ts'
import { useT } from '#app/ui/words.tsx'
import { AdminPage } from './admin-page.tsx'

type SpaceLine = {
  id: number
  name: string
  slug: string
  hue: number
  child: boolean
  state: 'open' | 'locked' | 'archived'
}

/** The spaces in their order, each with the way to change and to move it. */
export function SpacesPage({ spaces }: { spaces: SpaceLine[] }) {
  const t = useT()
  return (
    <AdminPage
      section="spaces"
      lead={t('admin.about.spaces')}
      actions={
        <a className="btn primary" href="/admin/spaces/new">
          {t('space.edit.new')}
        </a>
      }
    >
      {spaces.length === 0 ? (
        <Empty title={t('space.edit.none')} text={t('space.edit.none.text')} />
      ) : (
        <SpaceLines spaces={spaces} />
      )}
    </AdminPage>
  )
}

/** The tree, with buttons that move a space among those beside it. */
export function SpaceLines({ spaces }: { spaces: SpaceLine[] }) {
  const t = useT()
  return (
    <form method="post">
      <ul className="own-list">
        {spaces.map((space) => (
          <li key={space.id} className={space.child ? 'desk-child' : undefined}>
            <div>
              <a className="hov" href={`/admin/spaces/${space.id}`}>
                <span className={`swatch ${tint(space.hue)}`} /> <b dir="auto">{space.name}</b>
              </a>
              <p className="hint">
                <bdi>/s/{space.slug}</bdi>
                {space.state === 'open' ? null : ` · ${t(`space.edit.state.${space.state}`)}`}
              </p>
            </div>
            <div className="cluster">
              {(['up', 'down'] as const).map((way) => (
                <button key={way} className="btn small" name={way} value={space.id}>
                  {t(`space.edit.${way}`)}
                  <span className="vh"> {space.name}</span>
                </button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </form>
  )
}
