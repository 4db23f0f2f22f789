import type { AuthorKind } from '#app/domains/threads/thread-list.view.ts'

/** The size that networks ask for, in pixels: 1.91 to 1. */
export const CARD_WIDTH = 1200
export const CARD_HEIGHT = 630

/** The site as every card shows it. */
export type CardSite = { name: string; tagline: string; locale: string; theme: string }

/**
 * What a share picture shows, and nothing that it doesn't: its fingerprint is made of this, so each field that changes
 * gives the picture another address. `seed` picks the drawn map, `hue` (degrees) the ground.
 */
export type Card =
  | {
      kind: 'thread'
      title: string
      space: string
      author: { handle: string; name: string; kind: AuthorKind }
      replies: number
      hue: number
      seed: number
      site: Omit<CardSite, 'tagline'>
    }
  | {
      kind: 'space'
      name: string
      description: string
      hue: number
      seed: number
      site: Omit<CardSite, 'tagline'>
    }
  | { kind: 'site'; site: CardSite }
