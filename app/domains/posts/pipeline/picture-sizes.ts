/** How wide a picture of a post is shown: the column of a post, or the screen where that is narrower. */
export const SIZES = '(min-width: 48rem) 44rem, 100vw'
