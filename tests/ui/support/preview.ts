import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

/** The replies of the made-up server to `/api/…`; undefined means 404. */
export type Answers = (
  method: string,
  path: string,
  request: IncomingMessage,
) => Promise<{ readonly status?: number; readonly body?: unknown } | undefined>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** The content security policy of the real server: nothing inline but style attributes. */
const contentSecurityPolicy =
  "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; " +
  "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

function serveFile(root: string, path: string, response: ServerResponse): void {
  const asked = join(root, normalize(path))
  const file =
    asked.startsWith(root) && existsSync(asked) && statSync(asked).isFile()
      ? asked
      : join(root, 'index.html')
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy,
  })
  createReadStream(file).pipe(response)
}

function reply(answer: Awaited<ReturnType<Answers>>, response: ServerResponse): void {
  const { status = 200, body = null } = answer ?? {
    status: 404,
    body: { code: 'not-found', status: 404, title: 'ありません', detail: 'ありません。' },
  }
  response.writeHead(status, {
    'content-type': status >= 400 ? 'application/problem+json' : 'application/json',
  })
  response.end(JSON.stringify(body))
}

/** Serves built screens with a made-up API on a free port of this machine. */
export async function preview(
  root: string,
  answers: Answers,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (!path.startsWith('/api/')) return serveFile(root, path, response)
    void answers(request.method ?? 'GET', path, request).then((answer) => reply(answer, response))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
