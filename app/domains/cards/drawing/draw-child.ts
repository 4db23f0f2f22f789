import { answerParent } from '#app/platform/child-work/answer-parent.ts'
import { svgToPng } from '#app/platform/pictures/svg-to-png.ts'
import { drawCard, type Drawing } from './draw-card.ts'

// The process that draws: fonts, shapes and pictures are never opened anywhere else.
answerParent(async (drawing: Drawing) => svgToPng(drawCard(drawing)))
