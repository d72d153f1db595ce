import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { useText } from '#ui/i18n/index.ts'
import { Menu } from '#ui/parts/Menu.tsx'
import type { FormsAnswer } from '#features/layouts/contract.ts'
import { text } from './text.ts'
import type { CaseView } from './types.ts'

/** The form of a case on paper: as PDF, Word and Excel, and as the organisation's own layout where it has one. */
export function Prints({ view }: { readonly view: CaseView }) {
  const say = useText(text)
  const { data } = useQuery({
    queryKey: ['layouts'],
    queryFn: ({ signal }) => api.get<FormsAnswer>('/api/layouts', { signal }),
    staleTime: 300_000,
  })
  const layout = data?.forms.find((form) => form.procedure === view.procedure.id)?.layout
  const path = `/api/cases/${view.id}`
  const save = (file: string) => () => {
    globalThis.location.assign(`${path}/${file}`)
  }
  return (
    <Menu
      size="small"
      icon="print"
      title={
        view.procedure.form === null
          ? say('printPlain')
          : say('print', { form: view.procedure.form })
      }
      entries={[
        {
          id: 'pdf',
          title: 'PDF',
          act: () => {
            globalThis.open(`${path}/form.pdf`, '_blank')
          },
        },
        { id: 'docx', title: 'Word', act: save('form.docx') },
        { id: 'xlsx', title: 'Excel', act: save('form.xlsx') },
        ...(layout ? [{ id: 'layout', title: say('printLayout'), act: save('layout.xlsx') }] : []),
      ]}
    />
  )
}
