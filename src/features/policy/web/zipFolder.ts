import { zip } from 'fflate'
import type { AsyncZippable } from 'fflate'

/** Most files of a folder that are sent; a pack has up to about 150. */
const maxFiles = 3000

/**
 * The YAML files of a chosen folder as one zip, with their paths. Other files are left out; of a
 * folder that is too large only the first files go along, and the server says what is missing.
 */
export async function zipFolder(files: readonly File[]): Promise<File> {
  const yaml = files.filter((file) => /\.ya?ml$/.test(file.name)).slice(0, maxFiles)
  const contents: AsyncZippable = {}
  for (const file of yaml)
    contents[file.webkitRelativePath || file.name] = new Uint8Array(await file.arrayBuffer())
  const bytes = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    zip(contents, (error, data) => {
      if (error === null) resolve(new Uint8Array(data))
      else reject(error)
    })
  })
  return new File([bytes], 'pack.zip', { type: 'application/zip' })
}
