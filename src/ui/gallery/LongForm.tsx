import { Form } from '../form/Form.tsx'
import type { FormField, FormSection } from '../form/types.ts'
import { PageHeading } from '../parts/PageHeading.tsx'

const count = 40

/** Field 2 hides field 3, and field 3 decides whether field 4 must be filled in. */
const conditions: Readonly<Record<number, Partial<FormField>>> = {
  3: { whenSource: 'f2 != "no"' },
  4: { requiredSource: 'f3 == "yes"' },
}

const fields: readonly FormField[] = Array.from({ length: count }, (_, at) => ({
  id: `f${at + 1}`,
  title: `項目${at + 1}`,
  type: 'text',
  required: false,
  ...conditions[at + 1],
}))

const sections: readonly FormSection[] = [
  {
    id: 'lock',
    title: '鍵',
    pointer: '/safeguards/lock',
    fields: [
      { id: 'f1', title: '鍵の項目', type: 'text', required: false, whenSource: 'f2 != "no"' },
    ],
  },
]

/** A form of 40 fields and a section, for counting renders. */
export default function LongForm() {
  return (
    <>
      <PageHeading title="長い様式の見本" />
      <Form
        fields={fields}
        sections={sections}
        draft="gallery.long"
        submitLabel="申請する"
        onSubmit={() => Promise.resolve()}
      />
    </>
  )
}
