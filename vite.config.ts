import { vitePlugin as remix } from '@remix-run/dev'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

declare module '@remix-run/node' {
  // Types of `useLoaderData` follow single fetch.
  interface Future {
    v3_singleFetch: true
  }
}

/** Files that shrink, and are worth a second name on disk. */
const shrinking = /\.(css|js|svg|json|txt)$/

/** Writes a .br and a .gz beside every built browser file, so that the server never compresses one again. */
function precompress(): Plugin {
  let folder = ''
  return {
    name: 'guildhall-precompress',
    apply: (config, { command, isSsrBuild }) => command === 'build' && !isSsrBuild,
    configResolved(config) {
      folder = config.build.outDir
    },
    async closeBundle() {
      const files = await readdir(folder, { recursive: true })
      await Promise.all(
        files.filter((file) => shrinking.test(file)).map((file) => shrink(join(folder, file))),
      )
    },
  }
}

async function shrink(file: string): Promise<void> {
  const bytes = await readFile(file)
  const [br, gz] = await Promise.all([promisify(brotliCompress)(bytes), promisify(gzip)(bytes, { level: 9 })])
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)])
}

export default defineConfig({
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
  },
  plugins: [
    precompress(),
    remix({
      serverModuleFormat: 'esm',
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
})
