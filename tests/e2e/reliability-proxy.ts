import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export type Proxy = {
  /** The address of the database by way of the proxy. */
  url: string
  /** Ends every connection and takes no more, as a server does that is stopped. */
  cut(): Promise<void>
  /** Takes connections again, where it took them before. */
  heal(): Promise<void>
  close(): Promise<void>
}

/** A way to a PostgreSQL that can be cut without stopping it for others. */
export async function databaseProxy(databaseUrl: string): Promise<Proxy> {
  const target = targetOf(new URL(databaseUrl))
  const sockets = new Set<Socket>()
  const listen = async (port: number): Promise<Server> => {
    const server = createServer((near) => {
      const far = connect(target)
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one)
        one.on('error', () => other.destroy())
        one.on('close', () => {
          sockets.delete(one)
          other.destroy()
        })
        one.pipe(other)
      }
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  let server = await listen(0)
  const { port } = server.address() as AddressInfo
  const cut = async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  const url = new URL(databaseUrl)
  url.search = ''
  url.host = `127.0.0.1:${port}`
  return {
    url: url.toString(),
    cut,
    heal: async () => void (server = await listen(port)),
    close: async () => (server.listening ? cut() : undefined),
  }
}

/** The socket file of a built-in server, or host and port of another. */
function targetOf({ hostname, port, searchParams }: URL) {
  const folder = searchParams.get('host')
  if (folder?.startsWith('/')) return { path: `${folder}/.s.PGSQL.${searchParams.get('port') ?? 5432}` }
  return { host: hostname, port: Number(port || 5432) }
}
