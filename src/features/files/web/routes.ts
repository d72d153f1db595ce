import { api } from '#ui/api.ts'
import type { Lookups } from '#ui/form/types.ts'

/** Sends the files of forms to the API. */
export const lookups: Partial<Lookups> = {
  upload: (file) => {
    const form = new FormData()
    form.append('file', file)
    return api.post('/api/files', { body: form })
  },
}
