import { refuse } from '#kernel/problems/index.ts'
import { actionRoute, route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { addPasskey, removePasskey, renamePasskey } from './actions/passkeys.ts'
import { confirmTotp, offerTotp, removeTotp, renewRecoveryCodes } from './actions/totp.ts'
import { newRecoveryCodes, newSecret, offerOf, recoveryHash, stepOf } from './codes.ts'
import { ownRecord, passwordRateLimit, performOwn } from './own.ts'
import { ownSession } from './ownSession.ts'
import { offerRegistration, verifyRegistration } from './passkeys.ts'
import { demandOwnPassword } from './reauthenticate.ts'
import { ownFactors } from './views.ts'

/** Routes of somebody who must still set up a second factor: only what setting it up needs. */
const setUp = { access: 'factor', withoutEdition: true } as const
const limited = { rateLimit: passwordRateLimit } as const

/** The second factors of the person signed in. */
export const factorRoutes: readonly Route[] = [
  route(
    endpoints.ownFactors,
    async (request, { gate, settings }) => {
      const session = ownSession(request)
      return gate.transact(session.organizationId, request.actor, 'read', (tx) =>
        ownFactors(tx, session, settings),
      )
    },
    setUp,
  ),
  route(
    endpoints.offerTotp,
    async (request, services) => {
      const account = await ownRecord(services, request)
      await demandOwnPassword(services, request, request.body.password)
      const secret = newSecret(services.environment)
      await performOwn(services, request, offerTotp, {
        sealed: services.secrets.seal(secret).toString('hex'),
      })
      return offerOf(secret, 'Sekisho', account.name)
    },
    { ...setUp, ...limited },
  ),
  route(
    endpoints.confirmTotp,
    async (request, services) => {
      const account = await ownRecord(services, request)
      if (!account.totp_secret) refuse('totp-not-begun')
      const step =
        stepOf(
          services.secrets.open(account.totp_secret),
          request.body.code,
          services.environment.now(),
        ) ?? refuse('code-wrong')
      const recoveryCodes = newRecoveryCodes(services.environment)
      const { first } = await performOwn(services, request, confirmTotp, {
        step,
        recoveryHashes: recoveryCodes.map(recoveryHash),
      })
      return { recoveryCodes: first ? recoveryCodes : [] }
    },
    { ...setUp, ...limited },
  ),
  route(
    endpoints.removeTotp,
    async (request, services) => {
      await demandOwnPassword(services, request, request.body.password)
      await performOwn(services, request, removeTotp, {})
    },
    limited,
  ),
  route(
    endpoints.renewRecoveryCodes,
    async (request, services) => {
      await demandOwnPassword(services, request, request.body.password)
      const recoveryCodes = newRecoveryCodes(services.environment)
      await performOwn(services, request, renewRecoveryCodes, {
        recoveryHashes: recoveryCodes.map(recoveryHash),
      })
      return { recoveryCodes }
    },
    limited,
  ),
  route(
    endpoints.offerPasskey,
    async (request, services) => {
      const account = await ownRecord(services, request)
      await demandOwnPassword(services, request, request.body.password)
      if (account.kind === 'code') refuse('factor-by-password')
      const owner = { organizationId: request.organizationId, accountId: account.id }
      const names = { account: account.name, person: account.personName }
      return { options: await offerRegistration(services, owner, names, account.passkeys) }
    },
    { ...setUp, ...limited },
  ),
  route(
    endpoints.addPasskey,
    async (request, services) => {
      const { accountId } = ownSession(request)
      const { title, response } = request.body
      const recoveryCodes = newRecoveryCodes(services.environment)
      const { id, first } = await performOwn(services, request, addPasskey, {
        title,
        passkey: await verifyRegistration(services, accountId, response),
        recoveryHashes: recoveryCodes.map(recoveryHash),
      })
      return { id, recoveryCodes: first ? recoveryCodes : [] }
    },
    { ...setUp, ...limited },
  ),
  actionRoute(renamePasskey, endpoints.renamePasskey, ({ params, body }) => ({
    ...body,
    ...params,
  })),
  route(
    endpoints.removePasskey,
    async (request, services) => {
      await demandOwnPassword(services, request, request.body.password)
      await performOwn(services, request, removePasskey, { id: request.params.id })
    },
    limited,
  ),
]
