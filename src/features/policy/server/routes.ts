import { perform } from '#platform/gate/perform.ts'
import { reads, route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { receiveUpload } from '#platform/http/upload.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import { endpoints } from '../contract.ts'
import { demandImporter, importDocument } from './actions.ts'
import { adoptAct, adoptEdition, editions } from './adopt.ts'
import { toAdopt } from './editions.ts'
import { document, outline, provision } from './queries.ts'
import { readBeside } from './read.ts'

export const routes: readonly Route[] = [
  reads(outline, endpoints.outline, () => ({})),
  reads(provision, endpoints.provision, ({ query }) => query, { terminal: true }),
  reads(document, endpoints.document, ({ params }) => params),
  route(
    endpoints.importDocument,
    async (request, services) => {
      const pack = await services.gate.enter(
        request.organizationId,
        request.actor,
        'read',
        async (handle) => {
          demandImporter(handle)
          return handle.organization.pack
        },
      )
      const { sha256, size, name, mediaType, scan, path, keep, drop } = await receiveUpload(
        request,
        services.files,
      )
      try {
        const read = await readBeside(pack, { name, path })
        await keep()
        return await perform(services.gate, request.organizationId, request.actor, importDocument, {
          sha256,
          size,
          name,
          mediaType,
          scan,
          ...read,
        })
      } finally {
        await drop()
      }
    },
    { rateLimit: { max: 30, seconds: 60 } },
  ),
  reads(editions, endpoints.editions, () => ({}), { withoutEdition: true }),
  route(
    endpoints.adoptEdition,
    async (request, services) => {
      const pack = await services.gate.enter(
        request.organizationId,
        request.actor,
        'read',
        async (handle) => {
          demandImporter(handle, adoptAct)
          return handle.organization.pack.id
        },
      )
      const edition = await new PackLibrary(services.settings.packsFolder).edition(pack)
      return perform(
        services.gate,
        request.organizationId,
        request.actor,
        adoptEdition,
        toAdopt(edition),
      )
    },
    { withoutEdition: true, rateLimit: { max: 30, seconds: 60 } },
  ),
]
