/** What crawlers come for. A site allows or denies each of these as a whole. */
export const crawlerClasses = ['search', 'previews', 'answers', 'training', 'seo'] as const
export type CrawlerClass = (typeof crawlerClasses)[number]

export type CrawlerPolicy = Record<CrawlerClass, 'allow' | 'deny'>

type Crawlers = {
  /** What they do with what they read; stands above their lines in robots.txt. */
  purpose: string
  standard: 'allow' | 'deny'
  agents: readonly string[]
}

/**
 * The names by which crawlers ask robots.txt, by what they come for. Each calls itself so in its own documentation. Who
 * is in no list follows the rules for everybody. Some names stand for a use alone and never fetch anything
 * (`Google-Extended`, `Applebot-Extended`): denying them leaves the same company's search as it is.
 */
export const crawlers: Record<CrawlerClass, Crawlers> = {
  search: {
    purpose: 'Search engines',
    standard: 'allow',
    agents: [
      'Googlebot',
      'Bingbot',
      'Applebot',
      'Baiduspider',
      'DuckDuckBot',
      'MojeekBot',
      'PetalBot',
      'Qwantbot',
      'SeznamBot',
      'Slurp',
      'YandexBot',
      'Yeti',
    ],
  },
  previews: {
    purpose: 'Previews of links in messages and networks',
    standard: 'allow',
    agents: [
      'facebookexternalhit',
      'Discordbot',
      'LinkedInBot',
      'Pinterestbot',
      'redditbot',
      'SkypeUriPreview',
      'Slackbot',
      'TelegramBot',
      'Twitterbot',
      'WhatsApp',
    ],
  },
  answers: {
    purpose: 'Assistants that look things up for somebody and say where they found them',
    standard: 'allow',
    agents: [
      'ChatGPT-User',
      'Claude-SearchBot',
      'Claude-User',
      'DuckAssistBot',
      'Meta-ExternalFetcher',
      'MistralAI-User',
      'OAI-SearchBot',
      'Perplexity-User',
      'PerplexityBot',
      'YouBot',
    ],
  },
  training: {
    purpose: 'Collections that models are trained on',
    standard: 'deny',
    agents: [
      'AI2Bot',
      'Amazonbot',
      'anthropic-ai',
      'Applebot-Extended',
      'Bytespider',
      'CCBot',
      'ClaudeBot',
      'cohere-ai',
      'cohere-training-data-crawler',
      'Diffbot',
      'FacebookBot',
      'Google-Extended',
      'GPTBot',
      'ImagesiftBot',
      'img2dataset',
      'Meta-ExternalAgent',
      'omgili',
      'PanguBot',
      'Timpibot',
      'Webzio-Extended',
    ],
  },
  seo: {
    purpose: 'Tools that measure sites for those who advertise',
    standard: 'deny',
    agents: [
      'AhrefsBot',
      'Barkrowler',
      'BLEXBot',
      'DataForSeoBot',
      'dotbot',
      'MJ12bot',
      'rogerbot',
      'SemrushBot',
      'SEOkicks',
      'serpstatbot',
      'SiteAuditBot',
    ],
  },
}
