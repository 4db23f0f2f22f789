import { answerParent } from '../child-work/answer-parent.ts'
import { limitMemory } from '../child-work/limit-memory.ts'
import { renderPicture } from './render-picture.ts'

/** Native memory of the largest picture that is taken, several times over, in MiB. */
limitMemory(700)
answerParent(renderPicture)
