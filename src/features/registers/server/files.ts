import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { filesIn, storedFile } from '#features/files/server/public.ts'
import { shownInline } from '#platform/files/kind.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { ask } from '#platform/gate/perform.ts'
import { FileAnswer } from '#platform/http/fileAnswer.ts'
import { route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { EntryFilePath, endpoints } from '../contract.ts'
import { readable } from './readLine.ts'

/** A file that stands in a line, for everyone who may read the line. */
export const entryFile = defineQuery({
  name: 'entry.file',
  input: EntryFilePath,
  async authorise(handle, input) {
    const { register, row } = await readable(handle, input)
    return filesIn(register.fields, row.fields).includes(input.file)
      ? input.file
      : refuse('not-found', { what: nouns.file })
  },
  run: (handle, _input, file) => storedFile(handle, file),
})

export const entryFileRoute: Route = route(endpoints.entryFile, async (request, services) => {
  const { sha256, name, media_type } = await ask(
    services.gate,
    request.organizationId,
    request.actor,
    entryFile,
    request.params,
  )
  if (!(await services.files.has(sha256))) refuse('not-found', { what: nouns.file })
  return new FileAnswer(services.files.read(sha256), name, media_type, shownInline.has(media_type))
})
