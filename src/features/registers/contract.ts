import { registerEndpoints } from './contract/registers.ts'
import { entryEndpoints } from './contract/entries.ts'
import { referenceEndpoints } from './contract/references.ts'
import { documentEndpoints } from './contract/documents.ts'
import { importEndpoints } from './contract/imports.ts'

/** Every endpoint of registers: their entries, what refers to them, documents and imports. */
export const endpoints = {
  ...registerEndpoints,
  ...entryEndpoints,
  ...referenceEndpoints,
  ...documentEndpoints,
  ...importEndpoints,
}
