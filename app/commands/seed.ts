import type { Command } from 'commander'
import { seedDemo, type SeedOutcome } from '#prisma/seed/seed-demo.ts'
import type { WithPlatform } from './command.ts'

/** `seed demo`: fills an empty database with the demo community. Exits with 1 where another community lives. */
export function registerSeed(program: Command, withPlatform: WithPlatform): void {
  program
    .command('seed')
    .description('fill an empty database')
    .command('demo')
    .description('with Tarnmoor, a small invented community to look around in')
    .action(() =>
      withPlatform(async ({ db, bus, env, clock }) => {
        const outcome = await seedDemo({ db, bus, env, now: clock.now() })
        if (outcome.outcome === 'occupied') {
          console.error(tell(outcome, env.PUBLIC_URL))
          process.exitCode = 1
        } else console.log(tell(outcome, env.PUBLIC_URL))
      }),
    )
}

function tell(outcome: SeedOutcome, address: string): string {
  switch (outcome.outcome) {
    case 'seeded': {
      const { members, spaces, threads, posts } = outcome
      return `Tarnmoor moved in: ${members} members, ${spaces} spaces, ${threads} threads, ${posts} posts. See it at ${address}`
    }
    case 'present':
      return `The demo community is here already; nothing was changed. See it at ${address}`
    case 'occupied':
      return (
        `A community lives in this database already (${outcome.spaces} spaces, ${outcome.threads} threads), and the demo ` +
        `only moves into an empty one. Nothing was changed.\nGive it a place of its own, for example: ` +
        `GUILDHALL_DATA=.demo npm run guildhall -- seed demo`
      )
  }
}
