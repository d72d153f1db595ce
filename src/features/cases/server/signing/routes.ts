import { demandOwnPassword } from '#features/accounts/server/public.ts'
import { refuse } from '#kernel/problems/index.ts'
import { uuid7 } from '#platform/environment.ts'
import { runQuery, performAction } from '#platform/gate/perform.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { receiveUpload } from '#platform/http/upload.ts'
import { route } from '#platform/http/route.ts'
import type { RequestOf, Route } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import { endpoints } from '../../contract.ts'
import type { CaseReceipt } from '../../contract/acts.ts'
import type { SignatureCheck as Checked } from '../../contract/signing.ts'
import { signature, signatureOfFile } from './check.ts'
import { prepareSigning } from './prepare.ts'
import { signCase } from './sign.ts'

const pdfLimit = 20 * 1_048_576

/**
 * Verifies the password, then prepares the text and its PDF. The act, the seal and the reference to
 * the PDF are then written in one transaction.
 */
async function sign(
  request: RequestOf<typeof endpoints.signCase>,
  services: Services,
): Promise<CaseReceipt> {
  const { digest, password, ...body } = request.body
  const act = { ...body, ...request.params }
  await demandOwnPassword(services, request, password)
  const { shown, signed, seal, sheet } = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    prepareSigning,
    act,
  )
  if (shown.digest !== digest) refuse('text-changed', { title: shown.title })
  const { sha256, size } = await services.files.put(
    singleChunk(await services.printer.form(sheet)),
    pdfLimit,
  )
  const sealed = {
    id: uuid7(services.environment),
    signedAt: signed.signedAt.toISOString(),
    digest,
    seal,
    sha256,
    size,
  }
  return performAction(services.gate, request.organizationId, request.actor, signCase, {
    act,
    sealed,
  })
}

async function* singleChunk(pdf: Uint8Array): AsyncGenerator<Uint8Array> {
  yield pdf
}

async function withFileCheck(
  services: Services,
  signature: Omit<Checked, 'kept'>,
): Promise<Checked> {
  return { ...signature, kept: await services.files.isWhole(signature.sha256) }
}

export const signingRoutes: readonly Route[] = [
  route(
    endpoints.prepareSigning,
    async (request, { gate }) =>
      (
        await runQuery(gate, request.organizationId, request.actor, prepareSigning, {
          ...request.body,
          ...request.params,
        })
      ).shown,
    { terminal: true },
  ),
  route(endpoints.signCase, sign, { terminal: true, rateLimit: { max: 20, seconds: 60 } }),
  route(
    endpoints.signature,
    async (request, services) =>
      withFileCheck(
        services,
        await runQuery(
          services.gate,
          request.organizationId,
          request.actor,
          signature,
          request.params,
        ),
      ),
    { terminal: true },
  ),
  route(
    endpoints.sealedPdf,
    async (request, services) => {
      const { sha256, number, title } = await runQuery(
        services.gate,
        request.organizationId,
        request.actor,
        signature,
        request.params,
      )
      return new FileResponse(
        await services.files.readWhole(sha256),
        `${number} ${title}.pdf`,
        'application/pdf',
        true,
      )
    },
    { terminal: true },
  ),
  route(
    endpoints.signatureOfFile,
    async (request, services) => {
      const { sha256, drop } = await receiveUpload(request, services.files, pdfLimit)
      await drop()
      return withFileCheck(
        services,
        await runQuery(services.gate, request.organizationId, request.actor, signatureOfFile, {
          sha256,
        }),
      )
    },
    { rateLimit: { max: 60, seconds: 60 } },
  ),
]
