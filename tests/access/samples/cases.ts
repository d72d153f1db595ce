import { beginCase } from '#features/cases/server/actions.ts'
import { worldPassword } from '../../support/world.ts'
import type { World } from '../../support/world.ts'
import { own } from '../sample.ts'
import type { Persona, Sample } from '../sample.ts'
import { newAsset } from './registers.ts'
import { caseVersion } from '../../support/versions.ts'

const fields = {
  medium: 'paper',
  destination: '県庁',
  purpose: '打合せ',
  departAt: '2026-11-04T09:00:00+09:00',
  returnBy: '2026-11-06T17:00:00+09:00',
}

/** The applicant, the applicant's unit, and everybody with a role for the whole organisation. */
const readers: readonly Persona[] = ['colleague', 'clerk', 'head', 'chief']

/** A case of the clerk that was sent to the head. */
export async function sentCase(world: World): Promise<string> {
  const about = await newAsset(world, '避難支援の名簿')
  return (
    await world.performAction('clerk', beginCase, {
      procedure: 'take-out',
      about: [about],
      fields,
      send: true,
    })
  ).id
}

export const caseSamples: readonly Sample[] = [
  {
    route: 'GET /api/tasks',
    request: () => ({ url: '/api/tasks' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/tasks/more',
    request: () => ({
      url: `/api/tasks/more?after=${Buffer.from(JSON.stringify(['tasks', '2026-01-01T00:00:00.000Z', '00000000-0000-7000-8000-000000000000'])).toString('base64url')}`,
    }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/procedures',
    request: () => ({ url: '/api/procedures' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/procedures/:procedure',
    request: () => ({ url: '/api/procedures/take-out' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/cases',
    request: () => ({ url: '/api/cases' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/cases',
    request: async (world) => ({
      url: '/api/cases',
      body: { procedure: 'take-out', about: [await newAsset(world)], fields },
    }),
    may: ['colleague', 'clerk', 'head'],
  },
  {
    route: 'GET /api/cases/:id',
    request: async (world) => ({ url: `/api/cases/${await sentCase(world)}` }),
    may: readers,
  },
  ...['pdf', 'docx', 'xlsx'].map((format): Sample => ({
    route: `GET /api/cases/:id/form.${format}`,
    request: async (world) => ({ url: `/api/cases/${await sentCase(world)}/form.${format}` }),
    may: readers,
  })),
  {
    route: 'POST /api/cases/:id/acts',
    may: ['head'],
    request: async (world) => {
      const id = await sentCase(world)
      return {
        url: `/api/cases/${id}/acts`,
        body: { ...signing, version: await caseVersion(world, id) },
      }
    },
  },
  {
    route: 'POST /api/cases/:id/hand-over',
    may: ['head', 'chief', 'admin'],
    request: async (world) => {
      const about = await newAsset(world)
      const { id } = await world.performAction('clerk', beginCase, {
        procedure: 'take-out',
        about: [about],
        fields,
      })
      await world.transact(({ db, organization, newId }) =>
        db
          .insertInto('absences')
          .values({
            organization_id: organization.id,
            id: newId(),
            person_id: world.persons.clerk,
            from_on: '2026-10-01',
            to_on: '2026-12-31',
          })
          .execute(),
      )
      await reload(world)
      return {
        url: `/api/cases/${id}/hand-over`,
        body: { from: world.persons.clerk, to: world.persons.deputy, reason: '異動' },
      }
    },
    after: async (world) => {
      await world.transact(({ db, organization }) =>
        db
          .deleteFrom('absences')
          .where('organization_id', '=', organization.id)
          .where('to_on', '=', '2026-12-31')
          .execute(),
      )
      await reload(world)
    },
  },
  {
    route: 'POST /api/cases/:id/withdraw',
    request: async (world) => ({ url: `/api/cases/${await sentCase(world)}/withdraw`, body: {} }),
    may: ['clerk'],
  },
]

/** Lets the organisation be read anew, after rows were written past its actions. */
async function reload(world: World): Promise<void> {
  await world.transact(({ db, organization }) =>
    db
      .updateTable('organizations')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('organization_id', '=', organization.id)
      .execute(),
  )
}

/**
 * Something open in a sent case of the clerk: an event for the head to review, or an exception that
 * the case granted.
 */
async function opened(world: World, what: 'review' | 'exception'): Promise<string> {
  const caseId = await sentCase(world)
  return world.transact(async ({ db, organization, newId, now }) => {
    const [id, organization_id] = [newId(), organization.id]
    if (what === 'review')
      await db
        .insertInto('reviews')
        .values({ organization_id, id, case_id: caseId, seq: 1, holder_id: world.persons.head })
        .execute()
    else
      await db
        .insertInto('exceptions')
        .values({
          organization_id,
          id,
          case_id: caseId,
          number: '例外',
          provisions: ['2-2(1)'],
          from_on: '2026-11-01',
          until_on: '2026-12-31',
          created_at: now,
        })
        .execute()
    return id
  })
}

export const followingSamples: readonly Sample[] = [
  {
    route: 'POST /api/exceptions/:id/renew',
    request: async (world) => ({
      url: `/api/exceptions/${await opened(world, 'exception')}/renew`,
      body: {},
    }),
    may: ['clerk'],
  },
  {
    route: 'POST /api/exceptions/:id/release',
    request: async (world) => ({
      url: `/api/exceptions/${await opened(world, 'exception')}/release`,
      body: {},
    }),
    may: ['clerk'],
  },
  {
    route: 'POST /api/reviews/:id/confirm',
    request: async (world) => ({
      url: `/api/reviews/${await opened(world, 'review')}/confirm`,
      body: {},
    }),
    may: ['head'],
  },
  {
    route: 'GET /api/cases/:id/files/:file',
    request: async (world) => ({
      url: `/api/cases/${await sentCase(world)}/files/${world.persons.clerk}`,
    }),
    may: [],
  },
]

const sealedText = 'PDF of a promise'

/** A text that the clerk signed in a case. */
async function signature(world: World): Promise<string> {
  const [caseId, { sha256, size }] = [
    await sentCase(world),
    await world.services.files.put(parts(Buffer.from(sealedText)), 1000),
  ]
  return world.transact(async ({ db, organization, newId, now }) => {
    const [id, file, organization_id] = [newId(), newId(), organization.id]
    await db
      .insertInto('files')
      .values({
        organization_id,
        id: file,
        sha256,
        size,
        name: '誓約書.pdf',
        media_type: 'application/pdf',
        uploaded_at: now,
      })
      .execute()
    await db
      .insertInto('signatures')
      .values({
        organization_id,
        id,
        case_id: caseId,
        step: 'apply',
        title: '誓約書',
        body: '守ります',
        signer_id: world.persons.clerk,
        signer_name: '森 空',
        signed_at: now,
        seal: sha256,
        file_id: file,
      })
      .execute()
    return id
  })
}

async function* parts(content: Buffer): AsyncGenerator<Buffer> {
  yield content
}

const signing = { step: 'approve', decision: 'ask', comment: '何人分ですか' }

export const signingSamples: readonly Sample[] = [
  {
    route: 'POST /api/cases/:id/signing',
    request: async (world) => {
      const id = await sentCase(world)
      return {
        url: `/api/cases/${id}/signing`,
        body: { ...signing, version: await caseVersion(world, id) },
      }
    },
    may: [],
  },
  {
    route: 'POST /api/cases/:id/signatures',
    request: async (world) => {
      const id = await sentCase(world)
      return {
        url: `/api/cases/${id}/signatures`,
        body: {
          ...signing,
          version: await caseVersion(world, id),
          digest: 'a'.repeat(64),
          password: worldPassword,
        },
      }
    },
    may: [],
  },
  {
    route: 'GET /api/signatures/:id',
    request: async (world) => ({ url: `/api/signatures/${await signature(world)}` }),
    may: readers,
  },
  {
    route: 'GET /api/signatures/:id/sealed.pdf',
    request: async (world) => ({ url: `/api/signatures/${await signature(world)}/sealed.pdf` }),
    may: readers,
  },
  {
    route: 'POST /api/signatures/check',
    may: readers,
    request: async (world) => {
      await signature(world)
      return {
        url: '/api/signatures/check',
        file: { name: '誓約書.pdf', type: 'application/pdf', content: sealedText },
      }
    },
  },
]

export const handlingSamples: readonly Sample[] = [
  {
    route: 'POST /api/cases/door',
    request: async (world) => ({
      url: '/api/cases/door',
      body: { procedure: 'take-out', about: [await newAsset(world)], fields: { medium: 'paper' } },
    }),
    may: ['colleague', 'clerk', 'head'],
  },
  {
    route: 'GET /api/handling/acts',
    request: () => ({ url: '/api/handling/acts' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/handling/ask',
    request: async (world) => ({
      url: '/api/handling/ask',
      body: { act: 'take-out', about: [await newAsset(world)], fields: { medium: 'paper' } },
    }),
    may: ['colleague', 'clerk', 'head'],
  },
  {
    route: 'GET /api/handling/ask',
    may: ['colleague', 'clerk', 'head'],
    request: async (world) => ({
      url: `/api/handling/ask?question=${encodeURIComponent(JSON.stringify({ act: 'take-out', about: [await newAsset(world)], fields: { medium: 'paper' } }))}`,
    }),
  },
]

export const noticeSamples: readonly Sample[] = [
  {
    route: 'POST /api/notices/:id/read',
    may: ['clerk'],
    request: async (world) => {
      const id = await world.transact(async (tx) => {
        const [notice] = await tx.db
          .insertInto('notices')
          .values({
            organization_id: tx.organization.id,
            id: tx.newId(),
            person_id: world.persons.clerk,
            kind: 'general',
            message: '知らせ',
            at: tx.now,
          })
          .returning('id')
          .execute()
        return notice!.id
      })
      return { url: `/api/notices/${id}/read`, body: {} }
    },
  },
]
