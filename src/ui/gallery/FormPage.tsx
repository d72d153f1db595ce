import { api } from '../api.ts'
import { Form } from '../form/Form.tsx'
import { Button } from '../parts/Button.tsx'
import { PageHeading } from '../parts/PageHeading.tsx'
import { showToast } from '../parts/toast.ts'
import { axes, fields } from './data.ts'

/** A form with every type of field, sent to a made-up server. */
export default function FormPage() {
  return (
    <>
      <PageHeading title="様式の見本" lead="書いたものは、送るまでこの端末に残ります。" />
      <div className="max-w-3xl">
        <Form
          fields={fields}
          axes={axes}
          draft="gallery"
          submitLabel="申請する"
          actions={<Button kind="plain">やめる</Button>}
          asksDates
          onSubmit={async (values, _, datesMeant) => {
            await api.post('/api/gallery', {
              body: { fields: values, ...(datesMeant && { datesMeant }) },
            })
            showToast('申請しました')
          }}
        />
      </div>
    </>
  )
}
