import { child, textOf } from './tree.ts'
import { assemble } from './assemble.ts'
import type { AssembledPack } from './assemble.ts'
import { checkAsked } from './check/asked.ts'
import { permittingProcedures, settleDeciders } from './check/deciders.ts'
import { checkChecklists } from './check/checklists.ts'
import { readersOfChoices } from './check/choices.ts'
import { checkEras } from './check/eras.ts'
import { checkGraph } from './check/graph.ts'
import { checkNumbers } from './check/numbers.ts'
import { checkRounds } from './check/rounds.ts'
import { checkStepChecks } from './check/stepChecks.ts'
import { checkRules } from './check/rules.ts'
import { checkKnown } from './check/known.ts'
import { checkStranded } from './check/stranded.ts'
import { checkStarts } from './check/starts.ts'
import { checkOverlap } from './check/overlap.ts'
import { readEnglish } from './english.ts'
import { FaultCollector } from './faults.ts'
import { foldFaults } from './fold.ts'
import { readCases } from './read/cases.ts'
import { readCourseTemplates } from './read/courseTemplates.ts'
import { readChecklist } from './read/checklists.ts'
import { readDocuments } from './read/documents.ts'
import { readChoices } from './read/choices.ts'
import { readClassification } from './read/classification.ts'
import { readHandling } from './read/handling.ts'
import { collectSymbols } from './read/symbols.ts'
import { readProcedure } from './read/procedures.ts'
import { readAccounts, readContacts, readGrants } from './read/program.ts'
import { readProvisions } from './read/provisions.ts'
import type { Handling } from './handling.ts'
import type { Procedure } from './procedure.ts'
import { lazyScope, procedureNames } from './read/scopes.ts'
import type { PackSymbols } from './read/symbols.ts'
import { PackReader } from './read/packReader.ts'
import { readRegister } from './read/registers.ts'
import { readHandOver, readSeparationOfDuties, readPosts, readRoles } from './read/roles.ts'
import { readRounds } from './read/rounds.ts'
import { checkSuccession } from './read/succeeds.ts'
import { readWants } from './read/finding.ts'
import { readWorld } from './read/world.ts'
import { checkLibrary } from './library/check.ts'
import { fileKinds } from './schema/files.ts'
import { librarySchema } from './schema/library.ts'
import type { FileKindName } from './schema/files.ts'
import { checkShape } from './shape.ts'
import { expandPack } from './short/index.ts'
import type { PackFault, PackSources } from './source.ts'
import type { Pack, Register } from './types.ts'
import { optional } from './read/optional.ts'

/** A pack, or everything that is wrong with it; nothing is half-loaded. */
export type LoadedPack =
  | { readonly pack: Pack; readonly faults: readonly [] }
  | { readonly pack?: undefined; readonly faults: readonly PackFault[] }

/** Loads a pack with all that it extends. Never throws; reports all faults at once. */
export function loadPack(id: string, sources: PackSources): LoadedPack {
  const faults = new FaultCollector()
  const assembled = assemble(id, sources, faults)
  if (assembled === undefined) return { faults: faults.list() }
  if (assembled.shared) faults.allowOpenNames()
  checkShapes(assembled, faults)
  if (assembled.causes.length > 0)
    return { faults: foldFaults(assembled.causes, faults.list(), judged(assembled)) }
  const pack = readPack(assembled, faults)
  return faults.count === 0 ? { pack, faults: [] } : { faults: faults.list() }
}

/** The faults of what can be read, as far as it hangs together. */
function judged(assembled: AssembledPack): readonly PackFault[] {
  const faults = new FaultCollector()
  if (assembled.shared) faults.allowOpenNames()
  try {
    readPack(assembled, faults)
  } catch {
    // Half a file may have an unexpected shape; the faults before it are kept.
  }
  return faults.list()
}

/** Holds every file to its schema, and the dates in it to the calendar. */
export function checkShapes(pack: AssembledPack, faults: FaultCollector): void {
  const check = (kind: FileKindName, trees: Iterable<Parameters<typeof checkShape>[0]>): void => {
    for (const tree of trees) {
      checkShape(tree, fileKinds[kind].schema, faults)
      checkEras(tree, faults)
    }
  }
  check('pack', [pack.manifest])
  for (const [kind, tree] of pack.files) if (kind !== 'pack') check(kind, [tree])
  check('registers', pack.registers.values())
  check('procedures', pack.procedures.values())
  check('checklists', pack.checklists.values())
  check('documents', pack.documents.values())
  check('provisions', pack.provisions)
  check('cases', pack.cases)
  for (const taking of pack.takings) checkShape(taking, librarySchema.items, faults)
  for (const tree of pack.library.values()) checkLibrary(tree, faults)
}

/** The names that the expressions of a procedure may use. */
const scopeIn =
  (symbols: PackSymbols) =>
  ({ id, about }: Procedure) =>
    lazyScope(() =>
      procedureNames(symbols, symbols.procedures.get(id)?.fields ?? [], about?.register),
    )

/** The questions of its acts: a case may begin with answers to them. */
const questionsOf =
  ({ acts }: Handling) =>
  ({ asks = [] }: Procedure) =>
    asks.flatMap((act) => acts.get(act)?.asks.map(({ id }) => id) ?? [])

/** Reads the files of a pack; what is wrong with them goes to the faults. */
export function readPack(written: AssembledPack, faults: FaultCollector): Pack {
  const assembled = expandPack(written, faults)
  const reader = new PackReader(collectSymbols(assembled), faults)
  const { files, manifest } = assembled
  const { handling, locatedRules, places, scopes } = readHandling(reader, files.get('handling'))
  checkOverlap(locatedRules, scopes, faults)
  if (!assembled.shared) checkRules(locatedRules, places, faults)
  const permitting = permittingProcedures(handling)
  const sound = new Map<string, Procedure>()
  const procedures = new Map(
    [...assembled.procedures].map(([id, tree]) => {
      const known = faults.count
      const read = readProcedure(reader, id, tree, handling.acts)
      const procedure = settleDeciders(read, tree, permitting.has(id), faults)
      checkGraph(procedure, tree, faults)
      if (faults.count === known) sound.set(id, procedure)
      return [id, procedure] as const
    }),
  )
  checkSuccession(reader, assembled.procedures)
  checkNumbers(assembled.procedures, faults)
  if (!assembled.shared)
    checkAsked({ procedures, sound }, assembled.procedures, scopeIn(reader.symbols), faults)
  if (!assembled.shared) checkStarts(sound, assembled.procedures, questionsOf(handling), faults)
  const soundRegisters = new Map<string, Register>()
  const registers = new Map(
    [...assembled.registers].map(([id, tree]) => {
      const known = faults.count
      const register = readRegister(reader, id, tree)
      if (faults.count === known) soundRegisters.set(id, register)
      return [id, register] as const
    }),
  )
  if (!assembled.shared) checkKnown(sound, registers, assembled.procedures, faults)
  if (!assembled.shared) checkStranded(sound, soundRegisters, assembled.registers, faults)
  const checklists = new Map(
    [...assembled.checklists].map(([id, tree]) => [id, readChecklist(reader, id, tree)] as const),
  )
  checkChecklists(checklists, assembled.checklists, faults)
  const rounds = readRounds(reader, files.get('rounds'))
  checkRounds(rounds, files.get('rounds'), {
    checklists,
    procedures,
    symbols: reader.symbols,
    faults,
  })
  checkStepChecks({ procedures, checklists, rounds }, assembled.procedures, faults)
  const world = readWorld(reader, files.get('organization'))
  const roles = files.get('roles')
  const pack: Pack = {
    id: assembled.id,
    title: reader.text(manifest, 'title'),
    edition: reader.text(manifest, 'edition'),
    inForce: reader.day(manifest, 'inForce') ?? '',
    ...optional('summary', textOf(child(manifest, 'summary'))),
    ...optional('suits', textOf(child(manifest, 'suits'))),
    extends: assembled.extends,
    shared: assembled.shared,
    ...readProvisions(reader, assembled.provisions),
    posts: readPosts(files.get('posts')),
    roles: readRoles(reader, roles),
    separationOfDuties: readSeparationOfDuties(reader, roles),
    handOver: readHandOver(roles),
    handling,
    procedures,
    groups: assembled.groups,
    registerGroups: assembled.registerGroups,
    wants: readWants(reader, child(manifest, 'wants'), procedures),
    registers,
    checklists,
    rounds,
    documents: readDocuments(reader, assembled.documents),
    courses: readCourseTemplates(reader, files.get('courses')),
    choices: readChoices(reader, files.get('choices'), readersOfChoices(written)),
    accounts: readAccounts(reader, files.get('accounts')),
    grants: readGrants(reader, files.get('grants')),
    cases: [],
    ...optional('classification', readClassification(reader, files.get('classification'))),
    ...optional('contacts', readContacts(reader, files.get('contacts'))),
    ...optional('world', world),
  }
  return {
    ...pack,
    cases: readCases(reader, assembled.cases, world, pack),
    ...optional(
      'english',
      readEnglish(pack, files.get('english'), assembled.library.values(), faults),
    ),
  }
}
