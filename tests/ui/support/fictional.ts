import type { IncomingMessage } from 'node:http'
import type { Answers } from './preview.ts'

/** A fictional person, as the reply of the session endpoint. */
const session = {
  person: { id: 'p1', name: '架空 花子' },
  account: { id: 'a1', name: 'hanako', administrator: false },
  organization: { id: 'o1', title: '架空村役場' },
  unit: { id: 'u1', title: '住民福祉課 福祉係' },
  roles: [{ id: 'r1', title: '職員' }],
  lastSignInAt: '2026-11-20T08:24:00+09:00',
  abilities: [],
}

/** By what a session is completed here. */
const by = { totp: true, passkey: false }

/** A made-up server: a session that can end, drafts, and a form that is accepted or refused. */
export interface Fictional {
  readonly answers: Answers
  signedIn: boolean
  /** The code that is required after the password. */
  code: string | undefined
  /** What was sent to the form, with its idempotency key. */
  readonly taken: {
    readonly key: string
    readonly fields: Readonly<Record<string, unknown>>
    readonly datesMeant: boolean
  }[]
  readonly keys: string[]
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const text = Buffer.concat(pieces).toString('utf8')
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

const signedOut = {
  status: 401,
  body: {
    code: 'signed-out',
    status: 401,
    title: 'サインインしていません',
    detail: 'サインインしてください。',
  },
}
const codeNeeded = {
  status: 403,
  body: {
    code: 'code-needed',
    status: 403,
    title: '確認コードが必要です',
    detail: '確認コードを入れてください。',
  },
}
const refused = {
  status: 422,
  body: {
    code: 'refused',
    status: 422,
    title: '申請できません',
    detail: '理由が足りません。',
    faults: [{ at: '/fields/reason', detail: '「理由」をくわしく書いてください。' }],
    grounds: [{ provision: '2-2(2)' }],
  },
}

/** Makes a made-up server. */
export function fictional(): Fictional {
  const drafts = new Map<string, unknown>()
  const server: Fictional = {
    signedIn: true,
    code: undefined,
    taken: [],
    keys: [],
    answers: async (method, path, request) => {
      if (path === '/api/session') {
        if (method === 'POST') {
          server.signedIn = true
          return { body: { codeNeeded: server.code !== undefined, by } }
        }
        if (!server.signedIn) return signedOut
        return server.code === undefined ? { body: session } : codeNeeded
      }
      if (path === '/api/session/code') {
        const given = (await bodyOf(request))['code']
        if (given === server.code) server.code = undefined
        return { body: { codeNeeded: false, by } }
      }
      if (path === '/api/gallery') server.keys.push(String(request.headers['idempotency-key']))
      if (!server.signedIn) return signedOut
      if (path.startsWith('/api/drafts/')) {
        if (method === 'PUT') drafts.set(path, await bodyOf(request))
        if (method === 'DELETE') drafts.delete(path)
        return { body: drafts.get(path) ?? null }
      }
      if (path !== '/api/gallery') return undefined
      const { fields, datesMeant = false } = (await bodyOf(request)) as {
        readonly fields: Readonly<Record<string, unknown>>
        readonly datesMeant?: boolean
      }
      if (String(fields['reason']).includes('断る')) return refused
      server.taken.push({ key: String(request.headers['idempotency-key']), fields, datesMeant })
      return { body: { id: 'c1' } }
    },
  }
  return server
}
