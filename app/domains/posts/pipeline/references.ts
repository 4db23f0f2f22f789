/**
 * What every reader of a post may know about the members, threads and posts that its source names. The caller looks
 * these up with the rights of the post's least privileged reader; what is missing stays plain text or a plain link.
 */
export interface References {
  /** By handle in lower case. */
  members: ReadonlyMap<string, { handle: string }>
  threads: ReadonlyMap<number, { title: string; href: string }>
  posts: ReadonlyMap<number, { handle: string; href: string; number: number }>
  /** Pictures that the author uploaded, by the key in their addresses. */
  pictures: ReadonlyMap<string, PictureReference>
}

/** What the pipeline needs to know of a picture to show it in the size that fits; the last file is the one for everything. */
export interface PictureReference {
  width: number
  height: number
  /** The angle of its colour; null for grey. */
  hue: number | null
  files: readonly { name: string; width: number }[]
}

/** For sources that refer to nothing, and for previews that should look nothing up. */
export const NO_REFERENCES: References = {
  members: new Map(),
  threads: new Map(),
  posts: new Map(),
  pictures: new Map(),
}
