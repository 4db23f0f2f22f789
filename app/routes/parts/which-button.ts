/** Which of its buttons a writing form was sent by; one that is not known, or none, posts. */
export const postUnless =
  (...buttons: readonly string[]) =>
  (typed: unknown): object => {
    const fields = typed as Record<string, string>
    return { ...fields, do: buttons.includes(fields['do'] ?? '') ? fields['do'] : 'post' }
  }
