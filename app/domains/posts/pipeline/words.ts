/**
 * Every word that the pipeline itself puts into a post. Baked HTML is shared by all readers, so these are the only
 * words on a page that do not follow the reader's language; the README says how that can be changed.
 */
export const WORDS = {
  spoiler: 'Spoiler',
  details: 'Details',
  showSpoiler: 'Show the hidden text',
  goToPost: (number: number) => `Go to post ${number}`,
  footnote: (number: number) => `Footnote ${number}`,
  backToText: 'Back to the text',
  image: 'Image',
  fullImage: 'Full-size image',
  taskDone: 'Done',
  taskOpen: 'To do',
  table: 'Table',
} as const
