import { JoinName } from '#app/routes/parts/join-name-page.tsx'
import { OwnData } from '#app/routes/parts/data-page.tsx'
import { Leave } from '#app/routes/parts/leave-page.tsx'
import { ProfileForm } from '#app/routes/parts/profile-page.tsx'
import { LetterText } from '#app/routes/parts/letter-page.tsx'
import { Sessions } from '#app/routes/parts/sessions-page.tsx'
import { RecoveryCodes, SetUp } from '#app/routes/parts/two-step-page.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { AvatarForm } from '#app/routes/parts/avatar-page.tsx'
import { Uploads } from '#app/routes/parts/uploads-page.tsx'
import { SignIn } from '#app/routes/parts/sign-in-page.tsx'

/** Forms as they look when something has to change. */
export const gatePages = {
  'sign-in': {
    main: (
      <SignIn
        site="Tarnmoor"
        to="/t/4/shock-cord"
        refusal={{
          values: { login: 'ember@tarn.example' },
          errors: { password: 'This name and this password do not belong together.' },
        }}
      />
    ),
  },
  uploads: {
    main: (
      <Uploads
        refusal={{ values: { alt: 'The pole in two parts' }, errors: { file: 'Choose a file first.' } }}
        uploads={[
          {
            key: 'a1'.repeat(16),
            kind: 'picture',
            name: 'pole.jpg',
            alt: 'The pole',
            bytes: 90_000,
            width: 1200,
            height: 800,
            blurhash: '',
            href: '/art/photo.svg',
            markdown: `![The pole](/files/${'a1'.repeat(16)}/960.jpg)`,
          },
        ]}
      />
    ),
  },
  avatar: { main: <AvatarForm refusal={undefined} /> },
  'join-name': {
    main: (
      <JoinName
        idea="ember"
        refusal={{
          values: { handle: 'ember' },
          errors: {
            handle: '@ember belongs to somebody. Free right now:',
            rules: 'Tick the three rules to join.',
          },
          free: ['ember-oak', 'ember.b'],
        }}
      />
    ),
  },
  'own-profile': {
    main: (
      <>
        <PageHead title="Your account" size="s" />
        <ProfileForm
          profile={{ handle: 'ember', name: 'Ember', bio: '', location: 'Tarn', website: '' }}
          days={30}
          refusal={{ values: { handle: 'ash' }, errors: { handle: '@ash belongs to somebody.' } }}
        />
      </>
    ),
  },
  leave: {
    main: (
      <Leave
        leaving={null}
        handle="ember"
        days={7}
        refusal={{
          values: { handle: 'ambre' },
          errors: {
            way: 'Choose what becomes of what you wrote.',
            handle: 'That is not your handle. Type it as it is written above.',
          },
        }}
      />
    ),
  },
  'own-account': {
    main: (
      <>
        <PageHead title="Your account" size="s" />
        <div className="own" />
        <OwnData
          file={{
            state: 'ready',
            readyAt: '2026-05-01T12:00:00Z',
            until: '2026-05-08T12:00:00Z',
            bytes: 4_200_000,
            another: true,
          }}
        />
        <LetterText text="Welcome!" />
        <RecoveryCodes codes={['k7wm4-p2xqd', 'h3rt8-m9zkc']} />
        <SetUp
          setting={{
            step: 'begun',
            typed: 'JBSWY3DPEHPK3PXP',
            address: 'otpauth://totp/x',
            qr: { path: 'M0 0h1v1h-1z', size: 4 },
          }}
          error={undefined}
        />
        <Sessions
          sessions={[
            {
              handle: 'a',
              userAgent: 'Firefox/150 (X11; Linux)',
              since: '2026-11-20T10:00:00.000Z',
              current: true,
            },
            { handle: 'b', userAgent: '', since: '2026-11-02T10:00:00.000Z', current: false },
          ]}
        />
      </>
    ),
  },
}
