import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'

/**
 * Builds the pages, or the gallery of their parts, where they are not fresh. The workers of a run
 * share one build.
 */
export async function builtOnce(what: 'web' | 'gallery'): Promise<void> {
  const failed = await text(connect(`${inject('runFolder')}/build-${what}`))
  if (failed !== '') throw new Error(failed)
}
