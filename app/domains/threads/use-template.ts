type Templated = { postTemplate: string }

const same = (one: string, other: string) =>
  one.replace(/\r\n?/g, '\n').trim() === other.replace(/\r\n?/g, '\n').trim()

/** Whether a text says nothing yet: it is empty, or the template of one of these spaces as it stands. */
export function isUntouched(body: string, spaces: readonly Templated[]): boolean {
  return same(body, '') || spaces.some(({ postTemplate }) => same(body, postTemplate))
}

/** The text after another space was chosen: what somebody wrote stays, and a template gives way to the next. */
export function bodyIn(space: Templated, body: string, spaces: readonly Templated[]): string {
  return isUntouched(body, spaces) ? space.postTemplate : body
}
