/** What stands in a tag's address: lower case, without what addresses are made of. */
export function tagSlug(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s/?#%]+/g, '-')
}
