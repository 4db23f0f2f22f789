/** A composer of the page: its box, the form in which it stands, and the text. */
export type Composer = { box: HTMLElement; form: HTMLFormElement; field: HTMLTextAreaElement }

/** The composers of a page, each once. */
export function composersOf(page: Document): Composer[] {
  return [...page.querySelectorAll<HTMLElement>('[data-composer]')].flatMap((box) => {
    const field = box.querySelector('textarea')
    const form = field?.form
    return field && form ? [{ box, form, field }] : []
  })
}

/** A sentence of the composer in the language of the page: the markup brings them all. */
export const say = ({ box }: Composer, name: string): string => box.dataset[name] ?? ''

/** Shows a sentence in the line of the composer, which screen readers hear. */
export function tell(composer: Composer, words: string): void {
  composer.box.querySelector('[data-draft]')?.replaceChildren(words)
}
