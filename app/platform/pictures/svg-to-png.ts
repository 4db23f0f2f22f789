import sharp from 'sharp'

// One picture at a time, and nothing kept between two: whoever imports this is a process with little memory.
sharp.cache(false)
sharp.concurrency(1)

/**
 * An SVG document of its own size as a PNG with a palette. The document must hold paths only: text would be set in
 * whatever fonts the machine has. Import it in child processes alone: libvips costs 40 MB.
 */
export function svgToPng(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: 72, limitInputPixels: 4_000_000 })
    .png({ palette: true, colours: 32, dither: 0, effort: 4, compressionLevel: 9 })
    .toBuffer()
}
