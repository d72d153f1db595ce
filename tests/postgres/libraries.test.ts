import { mkdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Binaries } from '#platform/db/local/binaries.ts'
import { linkNpmLibraries } from '#platform/db/local/libraries.ts'
import { temporaryFolder } from './helpers.ts'

/**
 * A package as npm unpacks it without running its install script. `target` is where it wants a link
 * to its library.
 */
function unpackedPackage(target: string): { root: string; binaries: Binaries } {
  const root = temporaryFolder()
  const bin = join(root, 'native', 'bin')
  mkdirSync(bin, { recursive: true })
  mkdirSync(join(root, 'native', 'lib'))
  writeFileSync(join(root, 'native', 'lib', 'libpq.so.5.18'), '')
  writeFileSync(
    join(root, 'native', 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target }]),
  )
  return { root, binaries: { source: 'npm', major: 18, bin } }
}

describe('the libraries of the npm package', () => {
  it('get the links that the package lists, once', () => {
    const { root, binaries } = unpackedPackage('native/lib/libpq.so.5')
    expect(linkNpmLibraries(binaries, join(root, 'spare'))).toEqual({})
    expect(linkNpmLibraries(binaries, join(root, 'spare'))).toEqual({})
    expect(readlinkSync(join(root, 'native', 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18')
  })

  it('get them in a folder of ours where the package can not be written', () => {
    const { root, binaries } = unpackedPackage('native/lib/libpq.so.5.18/libpq.so.5')
    expect(linkNpmLibraries(binaries, join(root, 'spare'))).toEqual({
      LD_LIBRARY_PATH: join(root, 'spare'),
    })
    expect(readlinkSync(join(root, 'spare', 'libpq.so.5'))).toBe(
      join(root, 'native', 'lib', 'libpq.so.5.18'),
    )
  })
})
