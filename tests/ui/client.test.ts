import { describe, expect, it } from 'vitest'
import { OtherPerson } from '#ui/http/otherPerson.ts'
import { createSend, urlOf } from '#ui/http/client.ts'
import type { ClientEnvironment } from '#ui/http/client.ts'
import { ApiProblem, fieldOf, problemFrom } from '#ui/http/problem.ts'
import { latch } from '#ui/http/latch.ts'

type Reply = Response | Error

/** An environment that gives these replies in turn and records the requests. */
function clientWith(replies: readonly Reply[], more: Partial<ClientEnvironment> = {}) {
  const requests: { readonly url: string; readonly init: RequestInit }[] = []
  let keys = 0
  const made: ClientEnvironment = {
    fetch: async (url, init) => {
      requests.push({ url, init })
      const reply = replies[requests.length - 1]
      if (reply === undefined || reply instanceof Error) throw reply ?? new Error('no reply left')
      return reply
    },
    csrf: () => 'csrf-value',
    account: () => undefined,
    leaveToOtherPerson: () => undefined,
    language: () => 'en',
    newKey: () => `key-${(keys += 1)}`,
    isAttended: () => true,
    waitForSignIn: () => Promise.reject(new Error('given up')),
    waitUntilReachable: () => Promise.resolve(),
    ...more,
  }
  const header = (at: number, name: string): string | undefined =>
    (requests[at]?.init.headers as Record<string, string> | undefined)?.[name]
  return { requests, header, send: createSend(made) }
}

const json = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response => new Response(JSON.stringify(body), { status, headers })
const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('the way to the API', () => {
  it('a write carries the CSRF value, an idempotency key and If-Match; a read carries none of them', async () => {
    const { send, header } = clientWith([json(200, { id: 1 }), json(200, [])])
    await send('PUT', '/api/entries/1', { body: { a: 1 }, ifMatch: '"7"' })
    await send('GET', '/api/entries')
    expect([
      header(0, 'x-sekisho-csrf'),
      header(0, 'idempotency-key'),
      header(0, 'if-match'),
      header(0, 'content-type'),
    ]).toEqual(['csrf-value', 'key-1', '"7"', 'application/json'])
    expect([
      header(1, 'x-sekisho-csrf'),
      header(1, 'idempotency-key'),
      header(1, 'if-match'),
    ]).toEqual([undefined, undefined, undefined])
  })

  it('an answer brings its ETag', async () => {
    const { send } = clientWith([json(200, { id: 1 }, { etag: '"3"' })])
    expect(await send('GET', '/api/entries/1')).toEqual({
      data: { id: 1 },
      etag: '"3"',
      status: 200,
    })
  })

  it('a write without a connection waits and goes out again with the same key', async () => {
    const attempts: number[] = []
    const { send, header, requests } = clientWith(
      [new TypeError('down'), new TypeError('down'), json(200, 'done')],
      {
        waitUntilReachable: async (attempt) => {
          attempts.push(attempt)
        },
      },
    )
    expect((await send('POST', '/api/cases', { body: {} })).data).toBe('done')
    expect(attempts).toEqual([1, 2])
    expect(requests.map((_, at) => header(at, 'idempotency-key'))).toEqual([
      'key-1',
      'key-1',
      'key-1',
    ])
  })

  it('a read without a connection, and a draft, say so at once', async () => {
    const { send } = clientWith([new TypeError('down'), new TypeError('down')])
    expect(await caught(send('GET', '/api/cases'))).toMatchObject({
      code: 'unreachable',
      status: 0,
    })
    expect(
      await caught(send('PUT', '/api/drafts/a', { throwWhenUnreachable: true })),
    ).toMatchObject({
      code: 'unreachable',
    })
  })

  it('a session that has ended asks for a new sign-in and sends the same request again', async () => {
    let signIns = 0
    const { send, header } = clientWith([json(401, { code: 'signed-out' }), json(200, 'done')], {
      waitForSignIn: async () => {
        signIns += 1
      },
    })
    expect((await send('POST', '/api/cases')).data).toBe('done')
    expect([signIns, header(0, 'idempotency-key'), header(1, 'idempotency-key')]).toEqual([
      1,
      'key-1',
      'key-1',
    ])
  })

  it('a sign-in that is given up gives the refusal to the caller', async () => {
    const { send } = clientWith([
      json(401, {
        code: 'signed-out',
        title: 'サインインしていません',
        detail: 'サインインしてください。',
      }),
    ])
    expect(await caught(send('POST', '/api/cases'))).toMatchObject({
      code: 'signed-out',
      status: 401,
    })
  })

  it('a request goes out for whom it was made for: also again, also when somebody else has signed in meanwhile', async () => {
    let account = 'first'
    const { send, header } = clientWith(
      [json(401, { code: 'signed-out' }), new TypeError('down'), json(200, 'done')],
      {
        account: () => account,
        waitForSignIn: async () => {
          account = 'second'
        },
      },
    )
    await send('POST', '/api/cases')
    expect([0, 1, 2].map((at) => header(at, 'x-sekisho-account'))).toEqual([
      'first',
      'first',
      'first',
    ])
  })

  it('a request that waits for a sign-in is dropped where somebody else signs in', async () => {
    const { send, requests } = clientWith([json(401, { code: 'signed-out' })], {
      account: () => 'first',
      waitForSignIn: () => Promise.reject(new OtherPerson()),
    })
    expect(await caught(send('POST', '/api/cases'))).toMatchObject({ code: 'other-person' })
    expect(requests).toHaveLength(1)
  })

  it('a page whose session is another person’s now, in another tab, is left', async () => {
    let left = 0
    const { send } = clientWith([json(409, { code: 'other-person', detail: '別の人です。' })], {
      account: () => 'first',
      leaveToOtherPerson: () => {
        left += 1
      },
    })
    expect(await caught(send('GET', '/api/cases'))).toMatchObject({ code: 'other-person' })
    expect(left).toBe(1)
  })

  it('a refusal keeps its sentence, faults and grounds', async () => {
    const body = {
      code: 'refused',
      status: 422,
      title: '申請できません',
      detail: '理由が足りません。',
      faults: [{ at: '/fields/reason', detail: '理由' }, 'no fault'],
      grounds: [{ provision: '1-1' }, null],
    }
    const { send } = clientWith([json(422, body)])
    const error = await caught(send('POST', '/api/cases'))
    expect(error).toBeInstanceOf(ApiProblem)
    expect(error).toMatchObject({
      code: 'refused',
      detail: '理由が足りません。',
      faults: [{ at: '/fields/reason', detail: '理由' }],
      grounds: [{ provision: '1-1' }],
    })
  })

  it('a page of a proxy, or nothing, becomes a problem with a sentence', () => {
    for (const body of [undefined, '<html>', 7, null, []])
      expect(problemFrom(502, body)).toMatchObject({ code: 'http-502', status: 502 })
  })

  it('a fault names its field by the last part of its pointer', () => {
    expect(
      ['/fields/reason', '/returnAt', '/a~1b', ''].map((at) => fieldOf({ at, detail: '' })),
    ).toEqual(['reason', 'returnAt', 'a/b', ''])
  })

  it('a query leaves out what is undefined', () => {
    expect(urlOf('/api/x', { q: '名簿', cursor: undefined, limit: 10 })).toBe(
      '/api/x?q=%E5%90%8D%E7%B0%BF&limit=10',
    )
    expect(urlOf('/api/x?a=1', { b: true })).toBe('/api/x?a=1&b=true')
  })

  it('all who wait at a gate go on together, or give up together', async () => {
    const waiting = latch()
    const both = [waiting.wait(), waiting.wait()]
    expect(waiting.waitingCount.get()).toBe(2)
    waiting.open()
    await Promise.all(both)
    expect(waiting.waitingCount.get()).toBe(0)
    const third = caught(waiting.wait())
    waiting.giveUp()
    expect(await third).toBeInstanceOf(Error)
  })
})
