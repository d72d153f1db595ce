import type { GoldenBase } from '../golden/base.ts'
import type {
  DaysCase,
  GoldenDay,
  GoldenEntry,
  GoldenStocktake,
  PlayCase,
} from '../golden/types.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { GoldenContext } from './goldenContext.ts'
import { optional } from './optional.ts'
import type { PackReader } from './packReader.ts'
import { readRoundDay } from './roundCases.ts'
import { readAbsences, readAssignment, readEntry, readExceptions } from './world.ts'

type ReadPlay = (reader: PackReader, name: string, tree: Tree, context: GoldenContext) => PlayCase

/** A golden case of days; a case that begins on a day is read as one that is played alone. */
export function readDays(
  reader: PackReader,
  base: GoldenBase,
  days: Tree,
  context: GoldenContext,
  readPlay: ReadPlay,
): DaysCase {
  let last: Tree | undefined
  return {
    kind: 'days',
    ...base,
    days: itemsOf(days).map((tree): GoldenDay => {
      const begins = child(tree, 'play') !== undefined
      if (begins) last = tree
      const play = begins ? readPlay(reader, base.name, tree, context) : undefined
      const on = reader.day(tree, 'on') ?? ''
      return {
        on,
        line: tree.at.file.locateKey(tree.at.path).line,
        given: readGiven(reader, child(tree, 'given'), context),
        acts:
          begins || last === undefined
            ? []
            : laterActs(reader, base.name, tree, last, context, readPlay),
        expect: entriesOf(child(tree, 'expect')).flatMap(([subject, states]) =>
          entriesOf(states).map(([what, state]) => ({ subject, what, state: textOf(state) ?? '' })),
        ),
        ...optional(
          'round',
          child(tree, 'round') === undefined ? undefined : readRoundDay(reader, tree, context),
        ),
        ...optional('play', play && { ...play, clock: `${on}T09:00`, expect: {} }),
      }
    }),
  }
}

/** Acts on the case that began on an earlier day, read against its procedure. */
function laterActs(
  reader: PackReader,
  name: string,
  tree: Tree,
  begun: Tree,
  context: GoldenContext,
  readPlay: ReadPlay,
): PlayCase['acts'] {
  const acts = child(tree, 'acts')
  const play = child(begun, 'play')
  if (acts === undefined || play === undefined || tree.kind !== 'map') return []
  return readPlay(
    reader,
    name,
    {
      ...tree,
      entries: new Map([
        ['acts', acts],
        ['play', play],
      ]),
    },
    context,
  ).acts
}

function readGiven(
  reader: PackReader,
  tree: Tree | undefined,
  context: GoldenContext,
): GoldenDay['given'] {
  const { world, persons, units } = context
  const ids = {
    units,
    persons,
    posts: new Set(world?.organization.posts.keys()),
    places: world?.organization.places ?? new Map(),
  }
  return {
    absences: readAbsences(reader, child(tree, 'absences'), persons),
    exceptions: readExceptions(reader, child(tree, 'exceptions'), context),
    assignments: itemsOf(child(tree, 'assignments')).map((item) =>
      readAssignment(reader, item, ids),
    ),
    left: reader.references(child(tree, 'left'), 'unknown-person', persons),
    entries: entriesOf(child(tree, 'entries')).map(([id, item]): GoldenEntry => ({
      ...world?.entries.get(id),
      ...readEntry(reader, id, item, units),
    })),
    stocktakes: itemsOf(child(tree, 'stocktakes')).map((item): GoldenStocktake => ({
      register:
        reader.reference(child(item, 'register'), 'unknown-register', reader.symbols.registers) ??
        '',
      due: reader.day(item, 'due') ?? '',
      ...optional('unit', reader.reference(child(item, 'unit'), 'unknown-unit', units)),
      ...optional('closed', reader.day(item, 'closed')),
    })),
  }
}
