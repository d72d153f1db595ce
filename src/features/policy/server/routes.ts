import { Type } from 'typebox'
import { perform } from '#platform/gate/perform.ts'
import { reads } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { receiveUpload } from '#platform/http/upload.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import {
  Adopted,
  DocumentDetail,
  EditionList,
  ImportSummary,
  Outline,
  ProvisionDetail,
  ProvisionQuery,
} from '../contract.ts'
import { demandImporter, importDocument } from './actions.ts'
import { adoptAct, adoptEdition, editions } from './adopt.ts'
import { toAdopt } from './editions.ts'
import { document, outline, provision } from './queries.ts'
import { readBeside } from './read.ts'

const DocumentPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

export const routes: readonly Route[] = [
  reads(outline, { url: '/api/policy', title: '規程の条項と状態', reply: Outline }, () => ({})),
  reads(
    provision,
    {
      url: '/api/policy/provision',
      terminal: true,
      title: '条項',
      query: ProvisionQuery,
      reply: ProvisionDetail,
    },
    ({ query }) => query,
  ),
  reads(
    document,
    {
      url: '/api/policy/documents/:id',
      title: '取り込んだ文書',
      params: DocumentPath,
      reply: DocumentDetail,
    },
    ({ params }) => params,
  ),
  {
    method: 'POST',
    url: '/api/policy/documents',
    title: '規程の文書を取り込む',
    access: 'full',
    upload: true,
    status: 201,
    reply: Type.Object({ id: Type.String(), summary: ImportSummary }),
    rateLimit: { max: 30, seconds: 60 },
    handle: async (request, services) => {
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
  },
  reads(
    editions,
    {
      url: '/api/policy/editions',
      title: '規程パックの版',
      reply: EditionList,
      withoutEdition: true,
    },
    () => ({}),
  ),
  {
    method: 'POST',
    url: '/api/policy/editions',
    title: '規程パックを読み直し、新しい版にする',
    access: 'full',
    withoutEdition: true,
    status: 201,
    reply: Adopted,
    rateLimit: { max: 30, seconds: 60 },
    handle: async (request, services) => {
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
  },
]
