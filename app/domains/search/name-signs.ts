/** What stands before a name in a text: of a person, a tag, an emoji. */
export const NAME_SIGNS = ['@', '#', ':'] as const
export type NameSign = (typeof NAME_SIGNS)[number]
