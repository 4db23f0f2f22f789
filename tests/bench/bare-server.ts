import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

// The yardstick: node:http and nothing else, sending the same bytes with the same headers from memory.
const { headers, body } = JSON.parse(readFileSync(process.env['BENCH_PAGE'] ?? '', 'utf8')) as {
  headers: Record<string, string>
  body: string
}
const bytes = Buffer.from(body, 'base64')
const server = createServer((_req, res) => {
  res.writeHead(200, headers)
  res.end(bytes)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address) console.log(`listening on 127.0.0.1:${address.port}`)
})
process.on('SIGTERM', () => process.exit(0))
