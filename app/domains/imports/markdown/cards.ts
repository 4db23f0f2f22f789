import type { Block } from './block.ts'
import { codeBlock } from './code-blocks.ts'
import type { ConversionContext } from './conversion.ts'
import { find, findAll, hasClass, isElement } from './html-tree.ts'
import type { HtmlElement } from './html-tree.ts'
import { resolveUrl } from './urls.ts'

/**
 * The bare address that a preview card, player or embedded page stands for, alone on its line so that it can
 * become a card again; null where the element is none of these.
 */
export function cardUrl(node: HtmlElement, context: ConversionContext): string | null {
  const address = cardAddress(node)
  if (address === null) return null
  const url = resolveUrl(address, context.origin)
  if (url === null) context.losses.add('unsafe-link', address)
  else if (hasClass(node, 'onebox') && node.name === 'aside') context.losses.add('preview-card', url)
  return url?.replace(/[\s<>]/g, (c) => encodeURIComponent(c)) ?? null
}

function cardAddress(node: HtmlElement): string | null {
  const video = node.attributes['data-youtube-id']
  if (video !== undefined) return youtubeAddress(video, node.attributes['data-parameters'] ?? '')
  if (node.name === 'iframe') return frameAddress(node)
  if (node.name === 'video' || node.name === 'audio') return playerAddress(node)
  if (
    hasClass(node, 'onebox') ||
    hasClass(node, 'large-image-placeholder') ||
    hasClass(node, 'video-container')
  ) {
    const player = find(node, (child) => child.name === 'video' || child.name === 'audio')
    return node.attributes['data-onebox-src'] ?? firstLink(node) ?? (player && playerAddress(player))
  }
  return null
}

function youtubeAddress(id: string, parameters: string): string {
  const start = /(?:^|&)(?:start|t)=(\d+)/.exec(parameters)?.[1]
  return `https://www.youtube.com/watch?v=${encodeURIComponent(id)}${start ? `&t=${start}` : ''}`
}

/** The page that an embedded frame shows, as one would link it. */
function frameAddress(frame: HtmlElement): string | null {
  const source = frame.attributes['data-original-href'] ?? frame.attributes['src'] ?? null
  const vimeo = /^https?:\/\/player\.vimeo\.com\/video\/(\d+)/.exec(source ?? '')?.[1]
  return vimeo ? `https://vimeo.com/${vimeo}` : source
}

function playerAddress(player: HtmlElement): string | null {
  const source = find(player, (child) => child.name === 'source')
  return player.attributes['src'] ?? source?.attributes['src'] ?? firstLink(player)
}

function firstLink(node: HtmlElement): string | null {
  return (
    find(node, (child) => isElement(child, 'a') && child.attributes['href'] !== undefined)?.attributes[
      'href'
    ] ?? null
  )
}

/** The code that a preview of a file shows: the place it points to may change, the talk is about these lines. */
export function cardCode(node: HtmlElement): Block[] {
  const shows = ['githubblob', 'githubgist', 'gitlabblob'].some((name) => hasClass(node, name))
  return shows ? findAll(node, (child) => child.name === 'pre').map(codeBlock) : []
}
