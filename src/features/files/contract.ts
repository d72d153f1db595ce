import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'

/** Endpoints and schemas of the files that come with forms. */

export const UploadedFile = Type.Object({
  id: Type.String(),
  title: Type.String(),
  /** Bytes. */
  size: Type.Integer(),
  mediaType: Type.String(),
  /** The result of the virus scan; an infected file is refused before. */
  scan: Type.Enum(['clean', 'not-scanned']),
})
export type UploadedFile = Static<typeof UploadedFile>

export const KeepFile = Type.Object(
  {
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    size: Type.Integer({ minimum: 0 }),
    name: Type.String({ minLength: 1, maxLength: 400 }),
    mediaType: Type.String({ maxLength: 120 }),
    scan: Type.Enum(['clean', 'not-scanned']),
  },
  { additionalProperties: false },
)

export const FilePath = Type.Object({ id: Type.String({ format: 'uuid' }) })

export const endpoints = {
  sendFile: endpoint({
    method: 'POST',
    url: '/api/files',
    title: 'ファイルを送る',
    upload: true,
    reply: UploadedFile,
    status: 201,
  }),
  ownFile: endpoint({
    method: 'GET',
    url: '/api/files/:id',
    title: '送ったファイル',
    params: FilePath,
    produces: 'application/octet-stream',
  }),
}
