import { routes as cases } from '#features/cases/server/routes.ts'
import { routes as files } from '#features/files/server/routes.ts'
import { routes as accounts } from '#features/accounts/server/routes.ts'
import type { CaseReceipt } from '#features/cases/contract/acts.ts'
import type { TestResponse, PersonName, World } from '#tests/support/world.ts'
import { registerFiles } from '#tests/registers/registerPack.ts'
import { makeRevisedWorld } from '#tests/support/revised.ts'
import { caseVersion } from '../support/versions.ts'

/** A person leaves: their holdings come back, and they promise secrecy by signature or on paper. */
const leaving = `procedure: leaving
title: 退職
opens: anyone
number: 退職{年度}-{000}
subject: "{leaver}の退職"
carries: 1-2
fields:
  leaver: { title: 辞める人, type: person, required }
  lastOn: { title: 最後の日, type: date, meaning: free, required }
  left: { title: 話したこと, type: text }
steps:
  begin: { title: 知らせ, by: applicant, fill: [leaver, lastOn], button: 始める, then: give-back }
  give-back:
    title: 返却
    by: security-officer of leaver.unit
    holdings: leaver
    button: 返してもらった
    then: secrecy
  secrecy:
    title: 秘密を守る約束
    by: person in leaver
    paperBy: security-officer of leaver.unit
    fill: left
    sign: { title: 誓約書, text: "私（{signer}）は、{lastOn}に辞めた後も、仕事で知ったことを話しません。{left}", carries: 1-2 }
    button: 約束して署名する
    then: { do: { account: end, of: leaver }, go: end left }
ends:
  left: { title: 退職した, tone: good }
`

/** A world with a register of cards that people hold, and a procedure for those who leave. */
export function peopleWorld(): Promise<World> {
  return makeRevisedWorld([...cases, ...files, ...accounts], {
    'registers/cards.yaml': registerFiles['registers/cards.yaml'],
    'procedures/leaving.yaml': leaving,
  })
}

export interface Refused {
  readonly code: string
  readonly detail: string
  readonly faults?: readonly { readonly at: string; readonly detail: string }[]
}
type Body = CaseReceipt & Refused

export async function post<T = Body>(
  world: World,
  name: PersonName,
  url: string,
  body: unknown = {},
): Promise<TestResponse<T>> {
  return (await world.as(name)).post<T>(url, body)
}

/**
 * Begins the case of the clerk who leaves; it is at the step that returns the holdings. Returns its
 * id.
 */
export async function beginLeaving(world: World): Promise<string> {
  return (
    await post(world, 'colleague', '/api/cases', {
      procedure: 'leaving',
      fields: { leaver: world.persons.clerk, lastOn: '2026-11-30' },
      send: true,
    })
  ).body.id
}

/**
 * Begins that case and returns the holdings; the clerk must promise secrecy next. Returns its id.
 */
export async function toPromise(world: World): Promise<string> {
  const id = await beginLeaving(world)
  await post(world, 'head', `/api/cases/${id}/acts`, {
    step: 'give-back',
    version: await caseVersion(world, id),
  })
  return id
}
