import { existsSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { problem } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'

/**
 * Serves the built pages: hashed assets with an unlimited cache time, the page itself uncached, and
 * that page for every address outside of the API.
 */
export async function servePages(server: FastifyInstance, folder: string): Promise<void> {
  const pagesExist = existsSync(join(folder, 'index.html'))
  if (pagesExist) {
    await server.register(staticFiles, {
      root: folder,
      preCompressed: true,
      wildcard: false,
      index: false,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  }
  server.setNotFoundHandler((request, reply) => {
    if (
      pagesExist &&
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      !request.url.startsWith('/assets/')
    ) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html')
    }
    const missing = problem('not-found', { what: nouns.page })
    return reply
      .code(404)
      .type('application/problem+json')
      .send(JSON.stringify({ type: 'urn:sekisho:problem:not-found', ...missing }))
  })
}
