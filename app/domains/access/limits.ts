/** How deeply `any` and `all` may nest, the outermost counted. */
export const MAX_DEPTH = 5
/** Conditions in one rule, `any` and `all` counted. */
export const MAX_NODES = 60
