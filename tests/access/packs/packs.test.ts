import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mayRead, mayWrite } from '#features/registers/server/authorise.ts'
import { mayReadCase } from '#features/cases/server/access.ts'
import { act, begin, allProofs } from '#kernel/procedures/index.ts'
import { bundledPacksFolder, packIds } from '#platform/packs/folder.ts'
import { Differences } from './differences.ts'
import { plain } from './made.ts'
import type { MadeLine } from './made.ts'
import { Oracle } from './oracle.ts'
import { madeStage } from './stage.ts'
import type { MadeStage } from './stage.ts'
import { caseAt, contextFor } from './steps.ts'

const packs = (await packIds(bundledPacksFolder)).filter((id) =>
  existsSync(join(bundledPacksFolder, id, 'demo')),
)

/** Problem codes which say that the person may not act here. */
const refusals = new Set(['not-your-turn', 'applicant-decides', 'parts-apart', 'no-one-may-decide'])

describe.each(packs)('who may what in %s, as the pack says', (id) => {
  let stage: MadeStage
  let oracle: Oracle
  const people = (): string[] => [...stage.made.unitOf.keys()]
  beforeAll(async () => {
    stage = await madeStage(id)
    oracle = new Oracle(stage.pack, stage.made)
  })
  afterAll(() => stage.close())

  test('reading and writing every line of every register', async () => {
    const differences = new Differences(id)
    const rows = new Map(
      (
        await stage.enterAs(plain('top'), ({ db, organization }) =>
          db
            .selectFrom('entries')
            .select(['id', 'unit_id', 'fields'])
            .where('organization_id', '=', organization.id)
            .execute(),
        )
      ).map((row) => [stage.ids.nameOf(row.id), row]),
    )
    for (const person of people()) {
      await stage.enterAs(person, async (tx) => {
        for (const register of stage.pack.registers.values())
          for (const line of stage.made.lines.get(register.id) ?? []) {
            const at = rows.get(line.id)!
            differences.compare(
              `${person} reads ${line.id}`,
              oracle.reads(person, register, line),
              mayRead(tx, register, at),
            )
            differences.compare(
              `${person} writes ${line.id}`,
              oracle.writes(person, register, line),
              mayWrite(tx, register, at),
            )
          }
      })
    }
    differences.tell('register, line, person, reading or writing')
    expect(differences.found).toEqual([])
  })

  test('beginning every procedure', async () => {
    const differences = new Differences(id)
    await stage.enterAs(plain('top'), async (tx) => {
      const context = contextFor(stage, stage.made, tx.organization.view)
      for (const procedure of stage.pack.procedures.values())
        for (const person of people())
          for (const index of [0, 1] as const) {
            const line: MadeLine | undefined =
              procedure.about && stage.made.lines.get(procedure.about.register)?.[index]
            const first = procedure.steps.get(procedure.start)!
            const about = line
              ? (caseAt(stage, stage.made, context, procedure, first, index)?.state.about ?? [])
              : []
            const started = begin(procedure, { applicant: stage.ids.of(person), about }, context)
            differences.compare(
              `${person} begins ${procedure.id} about ${line?.id}`,
              oracle.begins(person, procedure, line),
              started.ok || started.problem.code !== 'may-not-open',
            )
          }
    })
    differences.tell('procedure, person, line, beginning')
    expect(differences.found).toEqual([])
  })

  test('seeing every case at every step, and acting on it', async () => {
    const differences = new Differences(id)
    const idle: string[] = []
    for (const person of people()) {
      await stage.enterAs(person, async (tx) => {
        const context = contextFor(stage, stage.made, tx.organization.view)
        for (const procedure of stage.pack.procedures.values())
          for (const definition of procedure.steps.values())
            for (const index of [0, 1] as const) {
              const atStep = caseAt(stage, stage.made, context, procedure, definition, index)
              if (atStep === undefined) {
                idle.push(`${procedure.id}/${definition.id}`)
                continue
              }
              const { step, at, state } = atStep
              const acted = act(
                procedure,
                state,
                {
                  actor: stage.ids.of(person),
                  step: step.id,
                  decision: step.decisions[0]!.id,
                  comment: 'c',
                  proofs: allProofs,
                },
                context,
              )
              const mayAct = acted.ok || !refusals.has(acted.problem.code)
              differences.compare(
                `${person} acts on ${procedure.id}/${step.id} of ${at.applicant}`,
                oracle.actors(step, at).has(person),
                mayAct,
              )
              differences.compare(
                `${person} sees ${procedure.id}/${step.id} of ${at.applicant}`,
                oracle.readers(procedure, step, at).has(person),
                mayReadCase(tx, state),
              )
            }
      })
    }
    differences.tell('procedure, step, person, seeing or acting')
    expect([...new Set(idle)]).toEqual([])
    expect(differences.found).toEqual([])
  })

  test('nobody decides on an application of their own, whatever role they hold', async () => {
    const differences = new Differences(id)
    await stage.enterAs(plain('top'), async (tx) => {
      const context = contextFor(stage, stage.made, tx.organization.view)
      for (const procedure of stage.pack.procedures.values())
        for (const definition of procedure.steps.values())
          for (const person of definition.decides ? people() : []) {
            const atStep = caseAt(stage, stage.made, context, procedure, definition, 0, person)
            const acted =
              atStep &&
              act(
                procedure,
                atStep.state,
                {
                  actor: stage.ids.of(person),
                  step: definition.id,
                  decision: definition.decisions[0]!.id,
                  comment: 'c',
                  proofs: allProofs,
                },
                context,
              )
            differences.compare(
              `${person} decides ${procedure.id}/${definition.id}`,
              false,
              acted !== undefined && (acted.ok || !refusals.has(acted.problem.code)),
            )
          }
    })
    differences.tell('deciding step, applicant')
    expect(differences.found).toEqual([])
  })
})
