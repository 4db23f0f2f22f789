import { expect, test } from 'vitest'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { comeAs } from './people.ts'

const site = await testSite(await atOwnAddress())
const { pool } = site.db

/** A job that was given up: its task is one that nobody knows, so that no worker takes it. */
async function giveUp(task: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `select id::text from graphile_worker.add_job($1, '{}')`,
    [task],
  )
  const id = rows[0]?.id ?? ''
  await pool.query(
    `select graphile_worker.permanently_fail_jobs(array[$1::bigint], 'the quince is not ripe')`,
    [id],
  )
  return id
}
const attempts = async (id: string) =>
  (await pool.query<{ attempts: number }>('select attempts from graphile_worker.jobs where id = $1', [id]))
    .rows[0]?.attempts

test('a job that was given up is shown with its fault, started anew, and removed; each is in the log', async () => {
  const admin = await comeAs(site, 'admin')
  const id = await giveUp('peel-quinces')
  const page = await (await admin.guest.get('/admin/jobs?state=failed')).text()
  expect(page).toContain('peel-quinces')
  expect(page).toContain('the quince is not ripe')
  expect(page).toContain('tidy-up')
  expect((await admin.guest.post('/admin/jobs', { retry: id })).status).toBe(303)
  expect(await attempts(id)).toBe(0)
  expect((await admin.guest.post('/admin/jobs', { remove: id })).status).toBe(303)
  expect(await attempts(id)).toBeUndefined()
  const late = await admin.guest.post('/admin/jobs', { remove: id })
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('or is done already')
  const { rows } = await pool.query('select act, target_name from audit_entry order by id')
  expect(rows).toEqual([
    { act: 'jobs.retry', target_name: `peel-quinces ${id}` },
    { act: 'jobs.remove', target_name: `peel-quinces ${id}` },
  ])
})

test('a job that runs is left alone', async () => {
  const admin = await comeAs(site, 'admin')
  const id = await giveUp('stew-quinces')
  await pool.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody' where id = $1`,
    [id],
  )
  for (const act of ['retry', 'remove'])
    expect((await admin.guest.post('/admin/jobs', { [act]: id })).status, act).toBe(422)
  expect(await (await admin.guest.get('/admin/jobs?state=running')).text()).toContain('stew-quinces')
})

test('health is what the doctor finds, with version and processes, and thoroughly on demand', async () => {
  const admin = await comeAs(site, 'admin')
  const page = await (await admin.guest.get('/admin/health')).text()
  for (const words of ['migrations', 'disk', 'redis', 'backup', 'letters', 'Node 2'])
    expect(page).toContain(words)
  expect(page).not.toContain('log of acts')
  const thorough = await (await admin.guest.get('/admin/health?thorough=yes')).text()
  expect(thorough).toContain('every entry follows the one before')
  expect(await site.server.services.health.about()).toMatchObject({ processes: 1 })
})

test('to everybody else there are no such pages', async () => {
  const manager = await comeAs(site, 'manager')
  for (const path of ['/admin/jobs', '/admin/health'])
    expect((await manager.guest.get(path)).status).toBe(404)
  expect((await manager.guest.post('/admin/jobs', { remove: '1' })).status).toBe(404)
})
