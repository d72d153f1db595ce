import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { root, sources } from './sources.ts'

/**
 * The reader may know the general words of the field in which any policy is written, but no
 * organisation.
 */
const readerFolder = /^src\/kernel\/reader\//
const generalTerms = new Set(['CSIRT', 'CISO', '公開'])

/** Names that belong to policies: organisations, titles of roles, titles of levels. */
function namesInPacks(): Set<string> {
  const names = new Set<string>()
  for (const pack of readdirSync(join(root, 'packs'))) {
    const read = (file: string): unknown => {
      try {
        return parse(readFileSync(join(root, 'packs', pack, file), 'utf8'))
      } catch {
        return {}
      }
    }
    const { title } = read('pack.yaml') as { title?: string }
    if (title) names.add(title.replace(/情報セキュリティ.*$/, ''))
    const roles = (read('roles.yaml') as { roles?: Record<string, { title?: string }> }).roles ?? {}
    for (const role of Object.values(roles))
      if (role.title && role.title.length > 3) names.add(role.title)
    const axes =
      (
        read('classification.yaml') as {
          axes?: Record<string, { levels?: Record<string, { title?: string }> }>
        }
      ).axes ?? {}
    for (const axis of Object.values(axes))
      for (const level of Object.values(axis.levels ?? {})) if (level.title) names.add(level.title)
  }
  names.delete('')
  return names
}

test('no file under src names an organisation, a role or a class of a pack', () => {
  const names = [...namesInPacks()]
  expect(names.length).toBeGreaterThan(5)
  const wrong = sources('src', /\.(?:ts|tsx|json)$/).flatMap((source) => {
    const code = source.text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    return names
      .filter(
        (name) =>
          code.includes(name) && !(readerFolder.test(source.path) && generalTerms.has(name)),
      )
      .map((name) => `${source.path}: ${name}`)
  })
  expect(wrong).toEqual([])
})
