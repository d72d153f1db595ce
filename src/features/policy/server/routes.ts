import { performAction } from '#platform/gate/perform.ts'
import { queryRoute, route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { receiveUpload } from '#platform/http/upload.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import { endpoints } from '../contract.ts'
import { demandImporter, importDocument } from './actions.ts'
import { adoptAct, adoptEdition, editions } from './adopt.ts'
import { editionToAdopt } from './editions.ts'
import { document, outline, provision } from './queries.ts'
import { compareDocument } from './compareDocument.ts'

export const routes: readonly Route[] = [
  queryRoute(outline, endpoints.outline, () => ({})),
  queryRoute(provision, endpoints.provision, ({ query }) => query, { terminal: true }),
  queryRoute(document, endpoints.document, ({ params }) => params),
  route(
    endpoints.importDocument,
    async (request, services) => {
      const pack = await services.gate.transact(
        request.organizationId,
        request.actor,
        'read',
        async (tx) => {
          demandImporter(tx)
          return tx.organization.pack
        },
      )
      const { sha256, size, name, mediaType, scan, path, keep, drop } = await receiveUpload(
        request,
        services.files,
      )
      try {
        const read = await compareDocument(pack, { name, path })
        await keep()
        return await performAction(
          services.gate,
          request.organizationId,
          request.actor,
          importDocument,
          {
            sha256,
            size,
            name,
            mediaType,
            scan,
            ...read,
          },
        )
      } finally {
        await drop()
      }
    },
    { rateLimit: { max: 30, seconds: 60 } },
  ),
  queryRoute(editions, endpoints.editions, () => ({}), { withoutEdition: true }),
  route(
    endpoints.adoptEdition,
    async (request, services) => {
      const pack = await services.gate.transact(
        request.organizationId,
        request.actor,
        'read',
        async (tx) => {
          demandImporter(tx, adoptAct)
          return tx.organization.pack.id
        },
      )
      const edition = await new PackLibrary(services.settings.packsFolder).edition(pack)
      return performAction(
        services.gate,
        request.organizationId,
        request.actor,
        adoptEdition,
        editionToAdopt(edition),
      )
    },
    { withoutEdition: true, rateLimit: { max: 30, seconds: 60 } },
  ),
]
