import { runOff } from '#app/domains/polls/run-off.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { Poll, type PollProps } from '#app/ui/poll.tsx'

const poll: PollProps = {
  question: 'What do you carry for repairs?',
  options: ['Silicone glue', 'Tape only', 'Needle and thread'],
  kind: 'multiple',
  least: 1,
  most: 3,
  closesAt: null,
  closed: false,
  shows: 'after_vote',
  secret: true,
  changeable: true,
  mine: null,
  open: true,
  why: null,
  signIn: null,
  action: '/p/2/vote',
  result: null,
}
const closedAt = '2024-11-12T21:14:00.000Z'
const colours = ['Moss', 'Brick dust', 'Deep pond', 'Marmalade']
const orders = [
  { choices: [0, 1], count: 8 },
  { choices: [1, 2, 0], count: 7 },
  { choices: [2, 1], count: 3 },
  { choices: [3], count: 1 },
]
const result = {
  people: 312,
  votes: [50, 168, 94],
  runOff: null,
  voters: [[], [{ handle: 'moss.and.flint', name: 'Moss' }], [{ handle: 'halvard-k', name: '' }]],
}

/** What posts ask: open, closed, for visitors, and in an order. */
export const pollPages = {
  polls: {
    main: (
      <>
        <PageHead size="s" title="Polls" />
        <Poll {...poll} />
        <Poll
          {...poll}
          {...{
            question: 'Which one did you carry?',
            kind: 'single',
            closed: true,
            open: false,
            secret: false,
            mine: [1],
            closesAt: closedAt,
            result,
          }}
        />
        <Poll {...poll} open={false} signIn="/sign-in" question="And in winter?" mine={[2]} />
        <Poll
          {...poll}
          kind="ranked"
          question="Put the new colours in your order"
          options={colours}
          most={4}
          shows="always"
          mine={[1, 2, 0]}
          result={{ people: 19, votes: [8, 7, 3, 1], runOff: runOff(4, orders), voters: null }}
        />
      </>
    ),
  },
}
