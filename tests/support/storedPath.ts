import { join } from 'node:path'

/** Where the file with this content lies, for tests that alter it past the program. */
export function storedPath(
  { services }: { readonly services: { readonly settings: { readonly folder: string } } },
  sha256: string,
): string {
  return join(services.settings.folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}
