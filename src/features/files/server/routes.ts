import { refuse } from '#kernel/problems/index.ts'
import { inlineMediaTypes } from '#platform/files/mediaType.ts'
import { runQuery, performAction } from '#platform/gate/perform.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { receiveUpload } from '#platform/http/upload.ts'
import { endpoints } from '../contract.ts'
import { keepFile, ownFile } from './actions.ts'

export const routes: readonly Route[] = [
  route(
    endpoints.sendFile,
    async (request, services) => {
      const { sha256, size, name, mediaType, scan, keep, drop } = await receiveUpload(
        request,
        services.files,
      )
      try {
        if (size === 0) refuse('document-empty', { name })
        await keep()
        return await performAction(
          services.gate,
          request.organizationId,
          request.actor,
          keepFile,
          { sha256, size, name, mediaType, scan },
          request.idempotencyKey ? { idempotencyKey: request.idempotencyKey } : {},
        )
      } finally {
        await drop()
      }
    },
    { terminal: true, rateLimit: { max: 120, seconds: 60 } },
  ),
  route(
    endpoints.ownFile,
    async (request, services) => {
      const { sha256, name, media_type } = await runQuery(
        services.gate,
        request.organizationId,
        request.actor,
        ownFile,
        request.params,
      )
      return new FileResponse(
        await services.files.readWhole(sha256),
        name,
        media_type,
        inlineMediaTypes.has(media_type),
      )
    },
    { terminal: true },
  ),
]
