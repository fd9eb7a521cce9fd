import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import compression from 'compression'
import sirv from 'sirv'

/** The library's types ask for Express; the library itself does with node:http. */
type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** Without a charset, a browser reads a text file in the encoding of its reader's country. Pages and JSON say theirs. */
const TEXT: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  md: 'text/markdown',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xml: 'application/xml',
}

const nameType = (response: ServerResponse, path: string): void => {
  const type = TEXT[path.slice(path.lastIndexOf('.') + 1)]
  if (type !== undefined) response.setHeader('content-type', `${type}; charset=utf-8`)
}

/** Answers from a folder that `docusaurus build` has written, compressed, under the base URL that it was built for. */
export const siteIn = (dir: string, headers: Readonly<Record<string, string>> = {}): RequestListener => {
  const base = baseUrlOf(dir)
  const notFound = readFileSync(join(dir, '404.html'))
  const compress = compression() as Middleware
  const files = sirv(dir, { etag: true, setHeaders: nameType })

  return (request, response) => {
    response.setHeaders(new Map(Object.entries(headers)))
    const miss = () => {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(notFound)
    }
    compress(request, response, () => {
      const url = request.url ?? '/'
      if (`${url}/` === base) return response.writeHead(302, { location: base }).end()
      if (!url.startsWith(base)) return miss()
      request.url = url.slice(base.length - 1)
      files(request, response, miss)
    })
  }
}

/** The base URL that a site was built for; docusaurus.config.ts leaves it in the output. */
export const baseUrlOf = (dir: string): string => readFileSync(join(dir, 'base-url.txt'), 'utf8')

/** A server for this machine alone; port 0 takes a free one. */
export const listen = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE'
      const why = taken ? `it is taken. Choose another with: npm start -- --port ${port + 1}` : error.message
      reject(new Error(`Failed to serve on port ${port}: ${why}`))
    })
    server.listen(port, '127.0.0.1', () => resolve(server))
  })

/** The port that a server listens on. */
export const portOf = (server: Server): number => {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('Failed to tell the port: the server does not listen')
  return address.port
}
