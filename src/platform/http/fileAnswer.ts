import type { Readable } from 'node:stream'

/** A reply that is a file: streamed, with its name. */
export class FileResponse {
  readonly content: Readable | Uint8Array
  readonly name: string
  readonly mediaType: string
  readonly inline: boolean
  constructor(content: Readable | Uint8Array, name: string, mediaType: string, inline = false) {
    this.content = content
    this.name = name
    this.mediaType = mediaType
    this.inline = inline
  }
}
