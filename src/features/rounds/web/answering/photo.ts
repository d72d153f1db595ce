const longestSide = 1600

/**
 * A photo as it is kept on the device until the network is back: small enough that many have room.
 * Undefined where the file is no picture that the browser can read.
 */
export async function smallPhoto(file: File): Promise<string | undefined> {
  if (!file.type.startsWith('image/')) return undefined
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return canvas.toDataURL('image/jpeg', 0.8)
  } catch {
    return undefined
  }
}

/** The bytes of a data URL. */
export function blobOf(data: string): Blob {
  const [head = '', body = ''] = data.split(',')
  const type = /^data:([^;]+)/.exec(head)?.[1] ?? 'application/octet-stream'
  return new Blob([Uint8Array.from(atob(body), (letter) => letter.codePointAt(0) ?? 0)], { type })
}
