/** What is wrong, by the name of the field; an empty name is about the form as a whole. Sentences in the reader's language. */
export type FormErrors = Record<string, string>

/** A form that was not taken: what is wrong, and what was typed, so that nothing is lost. Secrets are not in it. */
export type FormRefusal = { values: Record<string, string>; errors: FormErrors }
