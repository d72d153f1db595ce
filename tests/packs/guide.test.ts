import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runGoldenCases } from '#kernel/packs/golden/run.ts'
import { provePack } from '#kernel/packs/prove/prove.ts'
import { loadEdition } from '#platform/packs/edition.ts'
import { showFault } from './support.ts'

const guide = readFileSync(new URL('../../docs/packs.md', import.meta.url), 'utf8')

/** The examples of the guide, by the file that each is. */
const examples = new Map(
  [...guide.matchAll(/^```yaml (\S+)\n([\s\S]*?)^```$/gm)].map((match) => [
    match[1] ?? '',
    match[2] ?? '',
  ]),
)

describe('the guide to packs', () => {
  it('has no example that is not a file of one of its packs', () => {
    expect(guide.match(/^```yaml *$/gm)).toBeNull()
    expect([...examples.keys()].filter((path) => path.endsWith('/pack.yaml'))).toEqual([
      'hinata/pack.yaml',
      'commons/pack.yaml',
      'sora/pack.yaml',
    ])
  })

  it.each(['commons', 'hinata', 'sora'])('shows a pack that loads: %s', (id) => {
    expect(loadEdition(id, examples).faults.map(showFault)).toEqual([])
  })

  it.each(['hinata', 'sora'])('shows cases that come out as they say: %s', (id) => {
    const { edition } = loadEdition(id, examples)
    expect(
      edition === undefined
        ? undefined
        : runGoldenCases(edition.pack).results.filter((result) => result.faults.length > 0),
    ).toEqual([])
  })

  it.each(['hinata', 'sora'])('names in its cases only what they prove: %s', (id) => {
    const { edition } = loadEdition(id, examples)
    expect(edition && provePack(edition.pack).claims).toEqual([])
  })

  it('names in its worked example only what is left to prove', () => {
    const { edition } = loadEdition('sora', examples)
    const untouched = edition === undefined ? undefined : runGoldenCases(edition.pack).uncovered
    expect(
      [...(untouched?.rules ?? []), ...(untouched?.branches ?? [])].filter((name) =>
        name.startsWith('borrow-key'),
      ),
    ).toEqual([])
  })
})
