/**
 * The script of pages on which one writes: it makes the composer comfortable. Everything works without it, by the same form.
 */
import { composersOf } from './composer.ts'
import { keepDrafts } from './drafts.ts'
import { livePreview } from './preview.ts'
import { suggestNames } from './names.ts'
import { quotePart } from './quote-part.ts'
import { sendWhenSafe } from './sending.ts'
import { findSimilar } from './similar.ts'
import { followSpace } from './space-choice.ts'
import { toolbar } from './toolbar.ts'
import { takeFiles } from './uploads.ts'

for (const composer of composersOf(document)) {
  const uploads = takeFiles(composer)
  const drafts = keepDrafts(composer)
  toolbar(composer)
  suggestNames(composer)
  quotePart(composer)
  livePreview(composer)
  findSimilar(composer)
  followSpace(composer)
  sendWhenSafe(composer, { uploads, drafts })
}
