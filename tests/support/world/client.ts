import type { FastifyInstance } from 'fastify'

export interface Answer<Body = unknown> {
  readonly status: number
  /** Parsed where it is JSON, text otherwise. */
  readonly body: Body
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  /** The bytes of the answer, for files. */
  readonly raw: Buffer
}

export interface RequestExtras {
  readonly headers?: Readonly<Record<string, string>>
  /** The version that was read (If-Match). */
  readonly ifMatch?: number
  /** Idempotency-Key. */
  readonly key?: string
  /** What a DELETE carries. */
  readonly body?: unknown
}

/** Speaks to the server in the same process, with the cookies that it sets. Answers are typed as the caller says. */
export interface Client {
  get<Body = never>(url: string, extras?: RequestExtras): Promise<Answer<Body>>
  post<Body = never>(url: string, body?: unknown, extras?: RequestExtras): Promise<Answer<Body>>
  put<Body = never>(url: string, body?: unknown, extras?: RequestExtras): Promise<Answer<Body>>
  patch<Body = never>(url: string, body?: unknown, extras?: RequestExtras): Promise<Answer<Body>>
  delete<Body = never>(url: string, extras?: RequestExtras): Promise<Answer<Body>>
  /** Uploads one file as multipart/form-data. */
  upload<Body = never>(
    url: string,
    file: { readonly name: string; readonly type: string; readonly content: Buffer | string },
    fields?: Readonly<Record<string, string>>,
  ): Promise<Answer<Body>>
  readonly cookies: Map<string, string>
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export function clientOf(
  server: FastifyInstance,
  first: Iterable<readonly [string, string]> = [],
): Client {
  const cookies = new Map(first)
  const send = async <Body>(
    method: Method,
    url: string,
    payload: { body?: unknown; raw?: Buffer; type?: string },
    extras: RequestExtras = {},
  ): Promise<Answer<Body>> => {
    const csrf = cookies.get('sekisho_csrf')
    const type = payload.type ?? (payload.body === undefined ? undefined : 'application/json')
    const content =
      payload.raw ?? (payload.body === undefined ? undefined : JSON.stringify(payload.body))
    const answer = await server.inject({
      method,
      url,
      headers: {
        ...(cookies.size > 0
          ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
        ...(csrf && method !== 'GET' ? { 'x-sekisho-csrf': csrf } : {}),
        ...(type ? { 'content-type': type } : {}),
        ...(extras.ifMatch === undefined ? {} : { 'if-match': `"${extras.ifMatch}"` }),
        ...(extras.key ? { 'idempotency-key': extras.key } : {}),
        ...extras.headers,
      },
      ...(content === undefined ? {} : { payload: content }),
    })
    for (const cookie of answer.cookies) {
      if (cookie.value === '') cookies.delete(cookie.name)
      else cookies.set(cookie.name, cookie.value)
    }
    const json = /json/.test(String(answer.headers['content-type'] ?? ''))
    return {
      status: answer.statusCode,
      body: (json ? JSON.parse(answer.body) : answer.body) as Body,
      headers: answer.headers,
      raw: answer.rawPayload,
    }
  }
  return {
    cookies,
    get: (url, extras) => send('GET', url, {}, extras),
    post: (url, body, extras) => send('POST', url, { body }, extras),
    put: (url, body, extras) => send('PUT', url, { body }, extras),
    patch: (url, body, extras) => send('PATCH', url, { body }, extras),
    delete: (url, extras) =>
      send('DELETE', url, extras?.body === undefined ? {} : { body: extras.body }, extras),
    upload: (url, file, fields = {}) => send('POST', url, multipart(file, fields)),
  }
}

function multipart(
  file: { name: string; type: string; content: Buffer | string },
  fields: Readonly<Record<string, string>>,
): { raw: Buffer; type: string } {
  const boundary = 'sekisho-test-boundary'
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    ),
  )
  parts.push(
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: ${file.type}\r\n\r\n`,
    ),
    Buffer.from(file.content),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  )
  return { raw: Buffer.concat(parts), type: `multipart/form-data; boundary=${boundary}` }
}
