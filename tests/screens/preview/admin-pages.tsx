import { PlaceFinder } from '#app/routes/parts/admin-overview.tsx'
import { Findings } from '#app/routes/parts/findings.tsx'
import { LogEntries, LogFilter } from '#app/routes/parts/log-page.tsx'
import { MemberRows, MembersFilter } from '#app/routes/parts/members-page.tsx'
import { Jobs, Schedules } from '#app/routes/parts/jobs-page.tsx'
import { SettingEntries } from '#app/routes/parts/settings-history-page.tsx'
import { SettingsFinder, SettingsForm } from '#app/routes/parts/settings-page.tsx'
import { SpaceForm } from '#app/routes/parts/space-editor.tsx'
import { SpaceLines } from '#app/routes/parts/spaces-page.tsx'
import { typedSpace } from '#app/routes/parts/typed-space.ts'
import { StaffForms } from '#app/routes/parts/staff-forms.tsx'
import { MemberFacts } from '#app/routes/parts/staff-member-page.tsx'
import { DeskRail } from '#app/ui/desk-rail.tsx'
import { PageHead } from '#app/ui/page-head.tsx'

/** The rail of staff, as the pages behind the counter have it. */
export const desk = (
  <DeskRail
    label="Administration"
    links={[
      { href: '/admin', icon: 'home', label: 'Overview', current: true },
      { href: '/admin/log', icon: 'eye', label: 'Log of acts', current: false },
    ]}
  />
)

const at = '2026-11-20T10:00:00.000Z'

const member = {
  id: 9,
  handle: 'a.very-long-handle-that-nobody-would-choose-but-somebody-did',
  name: 'نور الدين',
  kind: 'member' as const,
  role: 'moderator' as const,
  trust: 3,
  joinedAt: at,
  suspendedUntil: '9999-12-31T00:00:00.000Z',
  mailbox: 'nour@tarn.example',
}

/** Pages behind the counter. */
export const adminPages = {
  'admin-overview': {
    rail: desk,
    main: (
      <>
        <PageHead title="Administration" size="s" />
        <PlaceFinder q="" open={['log', 'mail']} />
        <section className="desk-part" aria-labelledby="well">
          <h2 className="title" id="well">
            How it is doing
          </h2>
          <Findings
            findings={[
              { what: 'disk', ok: true, says: '80.1 of 200.0 GB free' },
              { what: 'backup', ok: false, says: 'none was made yet' },
            ]}
          />
        </section>
      </>
    ),
  },
  'admin-log': {
    rail: desk,
    main: (
      <>
        <PageHead title="Log of acts" size="s" />
        <LogFilter who="" what="access" from="2026-11-01" to="" />
        <LogEntries
          entries={[
            {
              id: 3,
              at,
              who: { kind: 'member', id: 4, handle: 'ember', name: 'Ember' },
              act: 'access.grant',
              target: { kind: 'member', id: 9, name: '', handle: 'نور' },
              changes: [{ field: 'key', before: null, after: 'insiders' }],
              why: 'She tests the new tent.',
              network: '203.0.113.0/24',
            },
            {
              id: 2,
              at,
              who: { kind: 'console', name: 'root' },
              act: 'backups.write',
              target: { kind: 'site', id: null, name: '', handle: null },
              changes: [{ field: 'takenAt', before: at, after: at }],
              why: '',
              network: '',
            },
          ]}
        />
      </>
    ),
  },
  'admin-members': {
    rail: desk,
    main: (
      <>
        <PageHead title="Members" size="s" />
        <MembersFilter q="" role="" trust="" state="suspended" from="" to="" seesMailboxes />
        <MemberRows
          rows={[
            member,
            { ...member, id: 8, handle: 'ember', name: '', suspendedUntil: null, mailbox: null },
          ]}
        />
      </>
    ),
  },
  'admin-member': {
    rail: desk,
    main: (
      <>
        <PageHead title="نور الدين" size="s" />
        <MemberFacts
          member={{
            ...member,
            lastSeenAt: at,
            suspendedFor: 'Sold tents.',
            comesIn: true,
            places: 2,
            keeps: [],
          }}
        />
        <StaffForms
          member={{
            ...member,
            lastSeenAt: at,
            suspendedFor: '',
            comesIn: true,
            places: 2,
            keeps: [{ id: 1, name: 'Tents' }],
          }}
          can={{ role: true, suspend: true, signOut: true, trust: true, address: true, keep: true }}
          spaces={[{ id: 1, name: 'Tents' }]}
          refusal={{
            values: { do: 'address', mailbox: 'nour@', reason: '' },
            errors: {
              reason: 'Say in a few words why: others will ask one day.',
              mailbox: 'That is no address.',
            },
          }}
        />
      </>
    ),
  },
  'admin-settings': {
    rail: desk,
    main: (
      <>
        <PageHead title="Settings" size="s" />
        <SettingsFinder asked={{ q: '', group: '', changed: '' }} />
        <SettingsForm
          settings={[
            {
              id: 'site.name',
              group: 'identity',
              field: { kind: 'text', min: 1, max: 60 },
              value: 'Tarnmoor',
              standard: 'Guildhall',
              changed: true,
            },
            {
              id: 'site.mode',
              group: 'look',
              field: { kind: 'choice', options: ['system', 'light', 'dark'] },
              value: 'system',
              standard: 'system',
              changed: false,
            },
          ]}
          refusal={{ values: { 'site.name': '' }, errors: { 'site.name': 'From 1 to 60 characters.' } }}
        />
        <SettingEntries
          entries={[
            {
              id: 7,
              at,
              who: { kind: 'member', id: 4, handle: 'ember', name: 'Ember' },
              act: 'settings.change',
              target: { kind: 'setting', id: null, name: 'site.name', handle: null },
              changes: [{ field: 'value', before: 'Guildhall', after: 'Tarnmoor' }],
              why: '',
              network: '',
            },
          ]}
        />
      </>
    ),
  },
  'admin-spaces': {
    rail: desk,
    main: (
      <>
        <PageHead title="Spaces" size="s" />
        <SpaceLines
          spaces={[
            { id: 1, name: 'Gear questions', slug: 'gear-questions', hue: 205, child: false, state: 'open' },
            { id: 2, name: 'خيام', slug: 'tents', hue: 90, child: true, state: 'locked' },
          ]}
        />
        <SpaceForm
          id={2}
          slug="tents"
          fields={typedSpace(null)}
          parents={[{ id: 1, name: 'Gear questions' }]}
          rule={'{"kind":"any"}'}
          seen={{ by: 'some', count: 12 }}
          answer={{
            values: { name: 'T' },
            errors: { name: 'A name has 2 to 60 characters.' },
            seen: null,
            now: { name: 'Tents' },
          }}
        />
      </>
    ),
  },
  'admin-jobs': {
    rail: desk,
    main: (
      <>
        <PageHead title="Background work" size="s" />
        <Jobs
          jobs={[
            {
              id: '2',
              task: 'send-letter',
              state: 'failed',
              runAt: at,
              attempts: 25,
              most: 25,
              fault: 'connect ECONNREFUSED',
            },
            { id: '1', task: 'count-words', state: 'running', runAt: at, attempts: 1, most: 25, fault: '' },
          ]}
        />
        <Schedules
          schedules={[
            { task: 'tidy-up', lastAt: at },
            { task: 'count-words', lastAt: null },
          ]}
        />
      </>
    ),
  },
}
