import { crawlerClasses, crawlers, type CrawlerPolicy } from './crawler-classes.ts'

type Site = { origin: string; indexed: boolean; crawlers: CrawlerPolicy }

/** Addresses that are worth nothing to a crawler: answers to searches, data of the framework, ways that lead elsewhere. */
const WORTHLESS = ['/search', '/__manifest', '/*.data$', '/*.data?', '/*?date=', '/*&date=']

/**
 * What robots.txt says (RFC 9309). A crawler follows the group that names it and no other, so those that may read are in
 * none and follow the rules for everybody.
 */
export function writeRobots({ origin, indexed, crawlers: policy }: Site): string {
  if (!indexed) return '# This community is not for search engines.\nUser-agent: *\nDisallow: /\n'
  const denied = crawlerClasses.filter((one) => policy[one] === 'deny')
  const groups = [
    ['User-agent: *', ...WORTHLESS.map((path) => `Disallow: ${path}`)],
    ...denied.map((one) => [
      `# ${crawlers[one].purpose}: not here`,
      ...crawlers[one].agents.map((agent) => `User-agent: ${agent}`),
      'Disallow: /',
    ]),
    [`Sitemap: ${origin}/sitemap.xml`],
  ]
  return `${groups.map((lines) => lines.join('\n')).join('\n\n')}\n`
}
