import { createContext, useContext } from 'react'

/** The CSP nonce of a member's page; undefined for visitors and in the browser (where it must not be compared). */
export const NonceContext = createContext<string | undefined>(undefined)

/** The nonce for a script that this page writes. */
export const useNonce = (): string | undefined => useContext(NonceContext)
