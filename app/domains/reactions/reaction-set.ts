import { z } from 'zod'

/** What likes of an imported forum are shown as. */
export const LIKE = '❤️'

const MOST = 8
const oneEmoji = new RegExp('^\\p{RGI_Emoji}$', 'v')

/** The reactions in the words of the setting, each once. */
export const reactionsIn = (text: string): string[] => [...new Set(text.split(/\s+/).filter(Boolean))]

/** What members may react with where nobody chose. */
export const REACTIONS = `👍 ${LIKE} 🎉 😮 🤔`

/** The setting: one line, as somebody would type it. */
export const reactionSetting = z
  .string()
  .trim()
  .max(120)
  .refine((text) => {
    const set = reactionsIn(text)
    return set.length > 0 && set.length <= MOST && set.every((one) => oneEmoji.test(one))
  }, `Between one and ${MOST} emoji, with spaces between them.`)
