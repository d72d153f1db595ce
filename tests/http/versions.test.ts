import type { TSchema } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/apps/routes.ts'
import type { Route } from '#platform/http/route.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

/**
 * Whoever changes what another may have changed says what they saw. A route that changes something
 * takes a version, makes something new, or stands here with the reason why nobody's change is lost.
 */
const without: Readonly<Record<string, string>> = {
  'DELETE /api/session': 'ends the own session',
  'POST /api/session/code': 'a code serves once, under a lock',
  'POST /api/session/passkey': 'a challenge serves once, under a lock',
  'POST /api/session/code/passkey': 'a challenge serves once, under a lock',
  'PUT /api/account/password': 'carries the present password',
  'POST /api/account/totp': 'carries the present password',
  'DELETE /api/account/totp': 'carries the present password',
  'POST /api/account/totp/confirm': 'carries a code of the secret that was offered last',
  'POST /api/account/recovery-codes': 'carries the present password',
  'PUT /api/account/passkeys/:id': 'a title that only its owner sees',
  'DELETE /api/account/passkeys/:id': 'ends one thing; ended is ended',
  'DELETE /api/account/sessions': 'ends own sessions',
  'DELETE /api/account/sessions/:id': 'ends one thing; ended is ended',
  'DELETE /api/account/tokens/:id': 'ends one thing; ended is ended',
  'POST /api/accounts/:id/password': 'makes a new secret; the last one made holds, and is shown',
  'PUT /api/accounts/:id/administrator': 'one mark that is put, whatever stood there',
  'DELETE /api/accounts/:id/access': 'ends one thing; ended is ended',
  'DELETE /api/accounts/:id/sessions/:session': 'ends one thing; ended is ended',
  'DELETE /api/accounts/:id/tokens/:token': 'ends one thing; ended is ended',
  'DELETE /api/accounts/:id/factors': 'ends one thing; ended is ended',
  'DELETE /api/accounts/:id': 'ends one thing; ended is ended',
  'PUT /api/drafts/:key': 'an own draft; an older one never replaces a newer (savedAt)',
  'DELETE /api/drafts/:key': 'an own draft',
  'PUT /api/transfers/:id/ranks': 'all ranks are put; the plan carries what follows from them',
  'POST /api/start/:line/aside': 'puts a line of the start list aside; the last word holds',
  'DELETE /api/start/:line/aside': 'takes a line back; what is back is back',
  'PUT /api/organization/title': 'one name that is put; former names are kept',
  'POST /api/start/mail': 'a trial to the own address',
  'POST /api/absences/:id/answer': 'the own answer; the last one holds',
  'POST /api/policy/documents/:id/decisions': 'what was decided can be decided anew',
  'POST /api/work/give-up': 'ends what still fails by then',
  'POST /api/work/retry': 'tries what still fails by then',
  'POST /api/transfers/:id/units': 'makes what is missing by then; what is there is left alone',
  'POST /api/transfers/:id/posts': 'makes what is missing by then; what is there is left alone',
  'POST /api/transfers/:id/withdraw': 'ends what has not been applied; applied is refused',
  'POST /api/calls/link/:token': 'the own answer; the last one holds',
  'POST /api/calls/:id/answer': 'the own answer; the last one holds',
  'POST /api/calls/:id/remind': 'reminds those who have not answered by then',
  'POST /api/calls/:id/end': 'ends one thing; ended is ended',
  'POST /api/cases/:id/withdraw': 'possible only before anything was decided',
  'POST /api/cases/:id/hand-over': 'names the person for whom it waits',
  'POST /api/exceptions/:id/release':
    'its applicant alone; the case that granted it has ended and changes no more',
  'POST /api/reviews/:id/confirm': 'its holder alone; the decision that was taken never changes',
  'POST /api/notices/:id/read': 'a mark of the reader',
  'POST /api/campaigns/:id/parts/:part/close': 'possible only when every line was answered',
  'POST /api/rounds/:round/answers': 'an item that another person has answered is refused',
  'POST /api/occurrences/:id/answers':
    'names, item by item, the answer of another person that was seen',
  'POST /api/occurrences/:id/reading': 'a mark of the reader',
  'POST /api/occurrences/:id/waivers': 'decides what waits; what was decided is refused',
  'POST /api/layouts/:procedure/take-back': 'every version stays and can be used again',
  'POST /api/registers/:register/imports/:id/run': 'only what was checked; then it is refused',
  'POST /api/registers/:register/imports/:id/columns': 'its sender alone; the file is checked anew',
  'POST /api/registers/:register/imports/:id/cancel': 'ends one thing; ended is ended',
  'POST /api/policy/editions/:id/approve': 'an edition never changes and names what it follows',
  'POST /api/policy/editions/:id/refuse': 'an edition never changes; decided is refused',
  'POST /api/policy/editions/:id/withdraw': 'an edition never changes; decided is refused',
  'DELETE /api/journal/verification': 'stops reading; nothing is changed',
  'DELETE /api/account/calendar': 'ends one thing; ended is ended',
  'DELETE /api/machine/tokens/:id': 'ends one thing; ended is ended',
  'POST /api/audits/:id/grades': 'an own mark of what is audited; closed is refused',
  'POST /api/audits/:id/notes': 'a note that only its writer sees',
  'POST /api/audits/:id/samples/:sample/marks': 'an own mark on what was drawn; closed is refused',
  'POST /api/course-sessions/:id/attendance':
    'who is present; the last word holds until it is held',
  'POST /api/courses/:id/answers': 'the own answers; passed stays passed',
  'PUT /api/courses/:id/lesson': 'how far the reader has come',
  'POST /api/machine/answers': 'measured values; the key tells what is sent twice',
  'POST /api/occurrences/:id/members': 'names somebody; who is named stays named',
  'POST /api/policy/provision/ask': 'asks the holder, once a day',
}

/** Questions that carry a body. */
const asks = new Set([
  'POST /api/cases/door',
  'POST /api/handling/ask',
  'POST /api/signatures/check',
  'POST /api/layouts/:procedure/preview',
  'POST /api/session/passkey/options',
  'POST /api/session/code/passkey/options',
  'POST /api/account/passkeys/options',
  'POST /api/journal/verification',
])

/** They make something new besides what `status` says: the first organisation, a session. */
const makes = new Set(['POST /api/setup', 'POST /api/session'])

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const nameOf = ({ method, url }: Route): string => `${method} ${url}`

/** What a body says of the state that its sender saw. */
const seen = new Set(['version', 'effect', 'was'])

function saysWhatWasSeen({ body }: Route): boolean {
  const { required = [], properties = {} } = (body ?? {}) as {
    readonly required?: readonly string[]
    readonly properties?: Readonly<Record<string, TSchema & { readonly items?: TSchema }>>
  }
  return (
    required.some((name) => seen.has(name)) ||
    Object.values(properties).some((part) =>
      ((part.items as { required?: readonly string[] })?.required ?? []).includes('version'),
    )
  )
}

const changing = routes.filter((route) => route.method !== 'GET' && !asks.has(nameOf(route)))
const unguarded = changing.filter(
  (route) =>
    !route.ifMatch && !saysWhatWasSeen(route) && route.status !== 201 && !makes.has(nameOf(route)),
)

test('each route that changes something takes what its sender saw, makes something new, or is listed with a reason', () => {
  expect(unguarded.map(nameOf).toSorted()).toEqual(Object.keys(without).toSorted())
})

test.each(routes.filter(({ ifMatch }) => ifMatch).map((route) => [nameOf(route), route] as const))(
  '%s is refused without If-Match, and OpenAPI asks for it',
  async (_name, { method, url }) => {
    const path = url.replaceAll(/:(\w+)/g, (_all, name: string) =>
      name === 'register' ? 'assets' : world.units.welfare,
    )
    const client = await world.as('admin')
    const { status, body } =
      method === 'DELETE'
        ? await client.delete<{ code: string }>(path)
        : await client[method === 'PUT' ? 'put' : method === 'PATCH' ? 'patch' : 'post']<{
            code: string
          }>(path, {})
    expect({ status, code: body.code }).toEqual({ status: 428, code: 'version-required' })
    const { paths } = (
      await client.get<{
        paths: Record<string, Record<string, { parameters: { name: string; in: string }[] }>>
      }>('/api/openapi.json')
    ).body
    expect(
      paths[url.replaceAll(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!.parameters,
    ).toContainEqual(expect.objectContaining({ name: 'If-Match', in: 'header', required: true }))
  },
)
