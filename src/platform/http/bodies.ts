import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuse } from '#kernel/problems/index.ts'

/** Levels of a JSON body. The deepest schema of the API has some ten. */
const mostLevels = 40

/** Names that reach the prototype of an object where a program copies them carelessly. */
const forbiddenNames = new Set(['__proto__', 'constructor'])

/** Whether a text may hold such a name, plainly or escaped. */
const suspicious = /__proto__|constructor|\\u/

/** Has the server read bodies of JSON, and refuse all others but uploads. */
export function acceptJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer, done) => {
      try {
        done(null, readJson(request, body))
      } catch (error) {
        done(error as Error)
      }
    },
  )
}

function readJson(request: FastifyRequest, body: Buffer): unknown {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)"?/i.exec(
    request.headers['content-type'] ?? '',
  )?.[1]
  const packed = request.headers['content-encoding'] ?? 'identity'
  if ((charset !== undefined && !/^utf-?8$/i.test(charset)) || packed !== 'identity')
    refuse('body-encoding')
  if (body.length === 0) return undefined
  return checkedJson(decodeUtf8(body))
}

function decodeUtf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return refuse('body-not-utf8')
  }
}

/** Parses JSON; refuses what is nested too deeply or names a prototype. */
function checkedJson(text: string): unknown {
  if (isDeep(text)) refuse('json-too-deep', { levels: mostLevels })
  try {
    return JSON.parse(text, suspicious.test(text) ? refuseForbiddenNames : undefined) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('json-unreadable')
    throw error
  }
}

/** A look at the text alone, before the parser builds anything: brackets outside strings. */
function isDeep(text: string): boolean {
  let level = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x22) quoted = !quoted
    else if (quoted) {
      if (code === 0x5c) i++
    } else if (code === 0x7b || code === 0x5b) {
      if (++level > mostLevels) return true
    } else if (code === 0x7d || code === 0x5d) level--
  }
  return false
}

/**
 * The parser calls it for each name, also for `__proto__`, which it makes an own property.
 */
function refuseForbiddenNames(name: string, value: unknown): unknown {
  if (forbiddenNames.has(name)) refuse('json-name-forbidden', { name })
  return value
}
