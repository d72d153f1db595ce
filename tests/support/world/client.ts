import type { FastifyInstance } from 'fastify'

export interface TestResponse<Body = unknown> {
  readonly status: number
  /** Parsed where it is JSON, text otherwise. */
  readonly body: Body
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  /** The bytes of the answer, for files. */
  readonly raw: Buffer
}

interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>
  /** The version that was read (If-Match). */
  readonly ifMatch?: number
  /** Idempotency-Key. */
  readonly key?: string
  /** What a DELETE carries. */
  readonly body?: unknown
}

/**
 * Speaks to the server in the same process, with the cookies that it sets. Answers are typed as the
 * caller says.
 */
export interface Client {
  get<Body = never>(url: string, options?: RequestOptions): Promise<TestResponse<Body>>
  post<Body = never>(
    url: string,
    body?: unknown,
    options?: RequestOptions,
  ): Promise<TestResponse<Body>>
  put<Body = never>(
    url: string,
    body?: unknown,
    options?: RequestOptions,
  ): Promise<TestResponse<Body>>
  patch<Body = never>(
    url: string,
    body?: unknown,
    options?: RequestOptions,
  ): Promise<TestResponse<Body>>
  delete<Body = never>(url: string, options?: RequestOptions): Promise<TestResponse<Body>>
  /** Uploads one file as multipart/form-data. */
  upload<Body = never>(
    url: string,
    file: { readonly name: string; readonly type: string; readonly content: Buffer | string },
    fields?: Readonly<Record<string, string>>,
  ): Promise<TestResponse<Body>>
  readonly cookies: Map<string, string>
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export function createClient(
  server: FastifyInstance,
  initialCookies: Iterable<readonly [string, string]> = [],
): Client {
  const cookies = new Map(initialCookies)
  const send = async <Body>(
    method: Method,
    url: string,
    payload: { body?: unknown; raw?: Buffer; type?: string },
    options: RequestOptions = {},
  ): Promise<TestResponse<Body>> => {
    const csrf = cookies.get('sekisho_csrf')
    const type = payload.type ?? (payload.body === undefined ? undefined : 'application/json')
    const content =
      payload.raw ?? (payload.body === undefined ? undefined : JSON.stringify(payload.body))
    const response = await server.inject({
      method,
      url,
      headers: {
        ...(cookies.size > 0
          ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
        ...(csrf && method !== 'GET' ? { 'x-sekisho-csrf': csrf } : {}),
        ...(type ? { 'content-type': type } : {}),
        ...(options.ifMatch === undefined ? {} : { 'if-match': `"${options.ifMatch}"` }),
        ...(options.key ? { 'idempotency-key': options.key } : {}),
        ...options.headers,
      },
      ...(content === undefined ? {} : { payload: content }),
    })
    for (const cookie of response.cookies) {
      if (cookie.value === '') cookies.delete(cookie.name)
      else cookies.set(cookie.name, cookie.value)
    }
    const json = /json/.test(String(response.headers['content-type'] ?? ''))
    return {
      status: response.statusCode,
      body: (json ? JSON.parse(response.body) : response.body) as Body,
      headers: response.headers,
      raw: response.rawPayload,
    }
  }
  return {
    cookies,
    get: (url, options) => send('GET', url, {}, options),
    post: (url, body, options) => send('POST', url, { body }, options),
    put: (url, body, options) => send('PUT', url, { body }, options),
    patch: (url, body, options) => send('PATCH', url, { body }, options),
    delete: (url, options) =>
      send('DELETE', url, options?.body === undefined ? {} : { body: options.body }, options),
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
