import { useQuery } from '@tanstack/react-query'
import { hrefOf, queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Menu } from '#ui/parts/Menu.tsx'
import { text } from './text.ts'
import type { CaseView } from '../contract/caseView.ts'

/** A menu that prints the form of a case: PDF, Word, Excel, and the organisation's own layout. */
export function Prints({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  const { data } = useQuery({ ...queryOf('/api/layouts'), staleTime: 300_000 })
  const layout = data?.forms.find((form) => form.procedure === view.procedure.id)?.layout
  const params = { id: view.id }
  const save = (href: string) => () => {
    globalThis.location.assign(href)
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
          onAction: () => {
            globalThis.open(hrefOf('/api/cases/:id/form.pdf', { params }), '_blank')
          },
        },
        {
          id: 'docx',
          title: 'Word',
          onAction: save(hrefOf('/api/cases/:id/form.docx', { params })),
        },
        {
          id: 'xlsx',
          title: 'Excel',
          onAction: save(hrefOf('/api/cases/:id/form.xlsx', { params })),
        },
        ...(layout
          ? [
              {
                id: 'layout',
                title: say('printLayout'),
                onAction: save(hrefOf('/api/cases/:id/layout.xlsx', { params })),
              },
            ]
          : []),
      ]}
    />
  )
}
