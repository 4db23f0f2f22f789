import { JoinName } from '#app/routes/parts/join-name-page.tsx'
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
}
