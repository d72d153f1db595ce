import { runPlay } from '#kernel/packs/golden/play.ts'
import type { PlayCase } from '#kernel/packs/golden/types.ts'
import type { Pack } from '#kernel/packs/types.ts'

/**
 * The golden plays of a pack that show something that none before them shows: a branch, an end, a
 * refusal at a procedure, a reminder at a step, an effect, a deputy, paper. The others differ from
 * one of these in what is filled in alone, which the kernel decides on the platform as in the
 * engine.
 */
export function playsWithWaysOfTheirOwn(pack: Pack): readonly PlayCase[] {
  const seen = new Set<string>()
  return pack.cases.filter((golden): golden is PlayCase => {
    if (golden.kind !== 'play' || isOfTheEngineAlone(golden)) return false
    const news = waysOf(pack, golden).filter((way) => !seen.has(way))
    for (const way of news) seen.add(way)
    return news.length > 0
  })
}

/**
 * What cannot be staged: exceptions, which cases grant on the platform, and things that the person
 * who leaves still holds.
 */
function isOfTheEngineAlone({ exceptions, acts }: PlayCase): boolean {
  return exceptions.length > 0 || acts.some(({ refused }) => refused === 'holdings-open')
}

function waysOf(pack: Pack, golden: PlayCase): readonly string[] {
  const { procedure, expect, acts } = golden
  const reminded = expect.reminded === undefined ? '' : String(expect.reminded.length > 0)
  return [
    ...runPlay(pack, golden).branches,
    `${procedure} ends ${expect.end ?? ''}`,
    `${procedure} reminds ${expect.at ?? ''} ${reminded}`,
    `${procedure} is refused ${expect.refused ?? ''}`,
    ...acts.map(({ refused, paper }) => `${procedure} ${refused ?? ''} ${paper === undefined}`),
    ...(expect.effects ?? []).map((effect) => `${procedure} ${effect}`),
    `${procedure} deputies ${expect.deputy?.length ?? 0}`,
  ]
}
