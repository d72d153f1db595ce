import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { filesIn, storedFile } from '#features/files/server/public.ts'
import { inlineMediaTypes } from '#platform/files/mediaType.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { runQuery } from '#platform/gate/perform.ts'
import { FileResponse } from '#platform/http/fileAnswer.ts'
import { route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { EntryFilePath } from '../contract/documents.ts'
import { readableEntry } from './readableEntry.ts'

/** A file in a field of an entry, for everyone who may read the entry. */
const entryFile = defineQuery({
  name: 'entry.file',
  input: EntryFilePath,
  async authorise(tx, input) {
    const { register, row } = await readableEntry(tx, input)
    return filesIn(register.fields, row.fields).includes(input.file)
      ? input.file
      : refuse('not-found', { what: nouns.file })
  },
  run: (tx, _input, file) => storedFile(tx, file),
})

export const entryFileRoute: Route = route(endpoints.entryFile, async (request, services) => {
  const { sha256, name, media_type } = await runQuery(
    services.gate,
    request.organizationId,
    request.actor,
    entryFile,
    request.params,
  )
  return new FileResponse(
    await services.files.readWhole(sha256),
    name,
    media_type,
    inlineMediaTypes.has(media_type),
  )
})
