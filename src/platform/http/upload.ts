import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { detectMediaType } from '../files/mediaType.ts'
import type { FileStore, StagedFile, StoredFile } from '../files/store.ts'
import type { RouteRequest } from './route.ts'
import { uploadLimit } from './server.ts'

/**
 * An uploaded file that is already stored by its content; nothing refers to it until an action
 * does.
 */
export interface StoredUpload extends StoredFile {
  readonly name: string
  /** Detected from the content, not from the name. */
  readonly mediaType: string
  readonly scan: StagedFile['scan']
  /** Other fields of the form. */
  readonly fields: Readonly<Record<string, string>>
}

/** An uploaded file that is not stored yet. */
export type ReceivedUpload = StoredUpload & Pick<StagedFile, 'path' | 'keep' | 'drop'>

/** Stores the one file of a multipart request. Refuses where there is none or it is too large. */
export async function storeUpload(
  request: RouteRequest,
  files: FileStore,
  limitBytes: number = uploadLimit,
): Promise<StoredUpload> {
  const { keep, sha256, size, name, mediaType, scan, fields } = await receiveUpload(
    request,
    files,
    limitBytes,
  )
  await keep()
  return { sha256, size, name, mediaType, scan, fields }
}

/** Receives the one file of a multipart request; the caller stores or drops it. */
export async function receiveUpload(
  request: RouteRequest,
  files: FileStore,
  limitBytes: number = uploadLimit,
): Promise<ReceivedUpload> {
  const incoming = request.reply.request
  const part = incoming.isMultipart()
    ? await incoming.file({ limits: { fileSize: limitBytes } }).catch(refuseBroken)
    : undefined
  if (!part)
    throw new ProblemError(
      problem(
        'input-invalid',
        { count: 1 },
        {
          faults: [
            {
              at: '/file',
              detail: {
                ja: 'ファイルを一つ付けて送ってください。',
                en: 'Send it with one file attached.',
              },
            },
          ],
        },
      ),
    )
  const name = cleanFileName(part.filename)
  const staged = await files.stage(part.file, limitBytes, name).catch(refuseBroken)
  try {
    if (part.file.truncated)
      refuse('too-large', { limit: `${Math.floor(limitBytes / 1_048_576)} MB` })
    const fields = Object.fromEntries(
      Object.entries(part.fields).flatMap(([key, field]) =>
        field && !Array.isArray(field) && 'value' in field ? [[key, String(field.value)]] : [],
      ),
    )
    return { ...staged, name, mediaType: await detectMediaType(staged.path), fields }
  } catch (error) {
    await staged.drop()
    throw error
  }
}

/** Refuses a form that ends before its end; errors of storing stay as they are. */
function refuseBroken(error: unknown): never {
  const {
    message = '',
    code,
    statusCode,
  } = error as {
    readonly message?: string
    readonly code?: string
    readonly statusCode?: number
  }
  if (
    code === 'FST_MP_PREMATURE_CLOSE' ||
    (code === undefined && statusCode === undefined && brokenForm.test(message))
  )
    return refuse('upload-broken')
  throw error
}

/** Messages of the parser of multipart (busboy), which have no code. */
const brokenForm = /multipart data$|^Multipart: |^Malformed /

/**
 * Only the last part of the name, without control and direction characters: the browser's text is
 * not trusted.
 */
export function cleanFileName(name: string | undefined): string {
  const fileName = (name ?? '')
    .normalize('NFC')
    .split(/[\\/]/)
    .at(-1)!
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return [...fileName].slice(0, 200).join('') || 'ファイル'
}
