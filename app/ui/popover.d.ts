import 'react'

/** Attributes of the browser that this version of React hands through and its types do not know. */
declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- merged with React's, which has it
  interface HTMLAttributes<T> {
    popover?: 'auto' | 'manual'
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- as above
  interface ButtonHTMLAttributes<T> {
    popovertarget?: string
  }
}
