import { createContext, useContext, type ReactNode } from 'react'
import { translator, type Translate } from '#app/locales/translate.ts'

const Words = createContext<Translate>(translator('en'))

/** Gives every component below it the words of one language. */
export function WordsProvider({ locale, children }: { locale: string; children: ReactNode }) {
  return <Words.Provider value={translator(locale)}>{children}</Words.Provider>
}

/** The translator of this page: `t('nav.home')`. */
export const useT = (): Translate => useContext(Words)
