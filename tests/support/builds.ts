import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'

/**
 * Builds the pages, or the gallery, where the build is out of date. The workers of a run share a
 * build.
 */
export async function builtOnce(what: 'web' | 'gallery'): Promise<void> {
  const failed = await text(connect(`${inject('runFolder')}/build-${what}`))
  if (failed !== '') throw new Error(failed)
}
