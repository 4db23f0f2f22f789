import type { PictureKind } from './picture-kind.ts'
import type { Placeholder } from './placeholder.ts'

/** What is to be made: a picture within a post, or a square cut from the middle. */
export type PictureTask = { path: string; kind: PictureKind; shape: 'post' | 'avatar' }

/** One of the files that a picture is shown from; sizes in pixels. */
export type PictureFile = {
  format: 'avif' | 'webp' | 'jpg' | 'png'
  width: number
  height: number
  bytes: Uint8Array
}

/** A picture made anew from its pixels alone; `width` and `height` are of the largest file. */
export type Picture = Placeholder & { width: number; height: number; moving: boolean; files: PictureFile[] }

/** Why a picture was not taken: `broken` can't be read, `large` has too many pixels or frames, or took too long. */
export type PictureRefusal = { refused: 'broken' | 'large'; because?: string }
