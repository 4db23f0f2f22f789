/** The colours of a card, as `#rrggbb`, and its drawn map: an SVG document in white on nothing. */
export type CardLook = {
  ground: string
  onGround: string
  bar: string
  ink: string
  ink2: string
  brand: string
  onBrand: string
  accent: string
  avatar: { ground: string; ink: string }
  map: string
}

/** The words of a card that are not its own: what the author is called, their initials, how many replies. */
export type CardWords = { author: string; initials: string; replies: string }
