import { refuse, ProblemError } from '#kernel/problems/index.ts'
import { parseSecret } from '#platform/auth/sessions.ts'
import { performAction } from '#platform/gate/perform.ts'
import { noteStranger } from '#platform/http/refusals.ts'
import { actionRoute, queryRoute, route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { demandOwnPassword, newToken, passwordRateLimit } from '#features/accounts/server/public.ts'
import { endpoints } from '../../contract.ts'
import { machineActor } from '../judging.ts'
import { answerByMachine, machineOf } from './answers.ts'
import { machinesOfRound } from './queries.ts'
import { createMachineToken, endMachineToken } from './tokens.ts'

/** Requests of one address in a minute: many machines may stand behind one. */
const machineRateLimit = { max: 600, seconds: 60 } as const

/** The organisation and the machine that a token names; undefined where it is none that can be used. */
async function machineOfToken(
  { gate }: Services,
  bearer: string | undefined,
): Promise<{ readonly organizationId: string; readonly machine: string } | undefined> {
  const named = parseSecret('token', bearer)
  if (named === undefined) return undefined
  const { organizationId, hash } = named
  try {
    const machine = await gate.transact(
      organizationId,
      { kind: 'program', name: machineActor },
      'read',
      (tx) => machineOf(tx, hash),
    )
    return machine === undefined ? undefined : { organizationId, machine }
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'not-found') return undefined
    throw error
  }
}

const answersRoute: Route = route(
  endpoints.machineAnswers,
  async (request, services) => {
    const { address, body, idempotencyKey } = request
    const bearer = request.reply.request.headers.authorization
    const known = await machineOfToken(services, bearer)
    if (known === undefined) {
      await noteStranger('token', bearer, address, answersRoute, services)
      return refuse('machine-unknown')
    }
    if (idempotencyKey === undefined) refuse('machine-key-missing')
    const { organizationId, machine } = known
    return performAction(
      services.gate,
      organizationId,
      { kind: 'program', name: machineActor, sender: machine },
      answerByMachine,
      { ...body, machine, address },
      { idempotencyKey },
    )
  },
  { access: 'open', rateLimit: machineRateLimit },
)

export const machineRoutes: readonly Route[] = [
  queryRoute(machinesOfRound, endpoints.machines, ({ params }) => params),
  route(
    endpoints.createMachineToken,
    async (request, services) => {
      const { password, ...wish } = request.body
      await demandOwnPassword(services, request, password)
      const { token, hash } = newToken(services, request.organizationId)
      const { id } = await performAction(
        services.gate,
        request.organizationId,
        request.actor,
        createMachineToken,
        { ...wish, tokenHash: hash },
      )
      return { id, token }
    },
    { rateLimit: passwordRateLimit },
  ),
  actionRoute(endMachineToken, endpoints.endMachineToken, ({ params }) => params),
  answersRoute,
]
