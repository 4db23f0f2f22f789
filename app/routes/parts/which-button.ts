const BUTTONS = ['draft', 'preview']

/** Which button of a writing form was pressed; one that is not known, or none, posts. */
export function postUnlessSaid(typed: unknown): object {
  const fields = typed as Record<string, string>
  return { ...fields, do: BUTTONS.includes(fields['do'] ?? '') ? fields['do'] : 'post' }
}
