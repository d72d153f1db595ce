import { packLanguage } from '#kernel/packs/faults.ts'
import { refuse } from '#kernel/problems/index.ts'
import { docxType, pdfType } from '#kernel/contracts/mediaTypes.ts'
import { performAction, runQuery } from '#platform/gate/perform.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { actionRoute, queryRoute, route } from '#platform/http/route.ts'
import type { Route, RouteRequest } from '#platform/http/route.ts'
import { receiveUpload } from '#platform/http/upload.ts'
import { archiveFaults, readUploadedArchive } from '#platform/packs/archive.ts'
import { storedTexts } from '#platform/packs/edition.ts'
import { examineEdition } from '#platform/packs/examine.ts'
import { packsFoldersOf } from '#platform/packs/folder.ts'
import type { PackTexts } from '#platform/packs/folder.ts'
import { PackLibrary, packFaulty } from '#platform/packs/library.ts'
import type { Services } from '#platform/services.ts'
import { endpoints } from '../contract.ts'
import type { Proposed } from '../contract.ts'
import { demandImporter, importDocument } from './actions.ts'
import { adoptAct } from './adopt.ts'
import { decideDepartures } from './departures.ts'
import { editions } from './editionList.ts'
import { approveEdition, proposeEdition, refuseEdition, withdrawEdition } from './proposals.ts'
import { askProvision } from './ask.ts'
import { document, months, outline, provision } from './queries.ts'
import { yearlyReport } from './report/query.ts'
import { compareUploaded } from './compareDocument.ts'

/** The paper is Japanese, whoever asks: it goes on to the committee. */
const reportRoute = route(endpoints.report, async (request, services) => {
  const { year, format } = request.query
  const { gate, printer } = services
  const sheet = await runQuery(gate, request.organizationId, request.actor, yearlyReport, { year })
  return format === 'pdf'
    ? new FileResponse(await printer.report(sheet), `${sheet.title}.pdf`, pdfType, true)
    : new FileResponse(await printer.reportDocx(sheet), `${sheet.title}.docx`, docxType)
})

export const routes: readonly Route[] = [
  queryRoute(outline, endpoints.outline, ({ query }) => query),
  queryRoute(months, endpoints.months, ({ query }) => query),
  queryRoute(provision, endpoints.provision, ({ query }) => query, { terminal: true }),
  actionRoute(askProvision, endpoints.askProvision, ({ body }) => body, {
    rateLimit: { max: 30, seconds: 60 },
  }),
  reportRoute,
  queryRoute(document, endpoints.document, ({ params }) => params),
  actionRoute(decideDepartures, endpoints.decideDepartures, ({ params, body }) => ({
    ...params,
    ...body,
  })),
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
      const { sha256, size, name, mediaType, scan, path, fields, keep, drop } = await receiveUpload(
        request,
        services.files,
      )
      try {
        const { password = '' } = fields
        const file = { name, path, ...(password === '' ? {} : { password }) }
        const read = await compareUploaded(pack, file)
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
    endpoints.proposeEdition,
    async (request, services) => {
      const current = await editionInForce(request, services)
      const library = new PackLibrary(packsFoldersOf(services.settings, current.slug))
      return propose(request, services, current, await library.texts(current.pack))
    },
    { withoutEdition: true, rateLimit: { max: 30, seconds: 60 } },
  ),
  route(
    endpoints.uploadEdition,
    async (request, services) => {
      const current = await editionInForce(request, services)
      const { path, drop } = await receiveUpload(request, services.files)
      try {
        const uploaded = await readUploadedArchive(path, current.pack)
        if (!uploaded.has(`${current.pack}/pack.yaml`))
          refuse('pack-archive', { reason: archiveFaults['other-pack'](current.pack) })
        const library = new PackLibrary(packsFoldersOf(services.settings, current.slug))
        return await propose(
          request,
          services,
          current,
          await library.texts(current.pack, uploaded),
        )
      } finally {
        await drop()
      }
    },
    { withoutEdition: true, rateLimit: { max: 30, seconds: 60 } },
  ),
  actionRoute(
    approveEdition,
    endpoints.approveEdition,
    ({ params, body }) => ({ ...body, ...params }),
    { withoutEdition: true },
  ),
  actionRoute(
    refuseEdition,
    endpoints.refuseEdition,
    ({ params, body }) => ({ ...body, ...params }),
    { withoutEdition: true },
  ),
  actionRoute(withdrawEdition, endpoints.withdrawEdition, ({ params }) => params, {
    withoutEdition: true,
  }),
]

/** The edition in force with its files, for those who may propose another. */
async function editionInForce(
  request: RouteRequest,
  services: Services,
): Promise<{
  readonly pack: string
  readonly hash: string
  readonly slug: string
  readonly texts: PackTexts
}> {
  return services.gate.transact(request.organizationId, request.actor, 'read', async (tx) => {
    demandImporter(tx, adoptAct)
    const { pack, sources } = await tx.db
      .selectFrom('organizations as o')
      .leftJoin('pack_editions as e', (join) =>
        join
          .onRef('e.organization_id', '=', 'o.organization_id')
          .onRef('e.hash', '=', 'o.edition_hash'),
      )
      .select(['o.pack', 'e.sources'])
      .where('o.organization_id', '=', tx.organization.id)
      .executeTakeFirstOrThrow()
    const { editionHash: hash, slug } = tx.organization
    return { pack, hash, slug, texts: storedTexts(sources) }
  })
}

/** Examines the files of an edition and proposes it where nothing is against it. */
async function propose(
  request: RouteRequest,
  services: Services,
  current: { readonly pack: string; readonly hash: string; readonly texts: PackTexts },
  texts: PackTexts,
): Promise<Proposed> {
  const examined = await examineEdition({
    id: current.pack,
    texts,
    current: { id: current.pack, texts: current.texts },
  })
  if (examined.edition === undefined) throw packFaulty(current.pack, examined.faults)
  const { edition, cases, changes } = examined
  if (cases.failed.length > 0)
    refuse(
      'edition-cases-fail',
      { edition: edition.edition, count: cases.failed.length },
      {
        faults: cases.failed.map(({ file, line, name, faults }) => ({
          at: `${file}:${line}`,
          detail: `${name}：${faults.join(' ')}`,
        })),
      },
    )
  const { texts: sources, ...rest } = edition
  return performAction(services.gate, request.organizationId, request.actor, proposeEdition, {
    ...rest,
    language: packLanguage,
    sources: Object.fromEntries(sources),
    comparedWith: current.hash,
    changes: [...changes].map((change) => ({
      ...change,
      subject: [...change.subject],
      keys: [...change.keys],
    })),
    casesPlayed: cases.played,
  })
}
