import type { FieldType } from '#kernel/fields/types.ts'
import { useCommonTexts } from '../../i18n/index.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import type { FormField, InputProps, Values } from '../types.ts'
import { RequiredMark } from '../RequiredMark.tsx'
import { plainInputs } from './plainInputs.ts'

const fieldsetTypes: ReadonlySet<FieldType> = new Set(['yes-no', 'choice'])
const isPlain = (type: FieldType): type is keyof typeof plainInputs =>
  Object.hasOwn(plainInputs, type)

/**
 * A small table in a form: a box for each row, and a button that adds a row. It starts with an
 * empty row.
 */
export function RowsInput({ field, id, value, onChange, onBlur, faults, axes }: InputProps) {
  const common = useCommonTexts()
  const rows: readonly Values[] = Array.isArray(value) && value.length > 0 ? value : [{}]
  const columns = field.columns ?? []
  const setCell = (at: number, column: string, cell: unknown): void => {
    onChange(rows.map((row, index) => (index === at ? { ...row, [column]: cell } : row)))
  }
  return (
    <div className="space-y-3">
      <ol className="space-y-3">
        {rows.map((row, index) => (
          <li
            // oxlint-disable-next-line react/no-array-index-key -- a row has nothing but its place
            key={`${rows.length}-${index}`}
            className="flex gap-3 rounded-12 border border-line bg-soft p-4"
          >
            <span className="pt-7 text-sub numerals" aria-hidden="true">
              {index + 1}
            </span>
            <fieldset
              aria-label={common('rows.row', { title: field.title, row: index + 1 })}
              className="grid grow gap-x-4 gap-y-3 sm:grid-cols-2"
            >
              {columns.map((column, place) => (
                <Cell
                  key={column.id}
                  column={column}
                  id={index === 0 && place === 0 ? id : `${id}-${index}-${column.id}`}
                  value={row[column.id]}
                  onChange={(cell) => setCell(index, column.id, cell)}
                  onBlur={onBlur}
                  invalid={faults?.some(({ at }) => isBelow(at, `/${index}/${column.id}`)) ?? false}
                  axes={axes}
                />
              ))}
            </fieldset>
            {rows.length > 1 && (
              <IconButton
                icon="close"
                label={common('rows.drop', { row: index + 1 })}
                onPress={() => onChange(rows.filter((_, at) => at !== index))}
              />
            )}
          </li>
        ))}
      </ol>
      <Button size="small" onPress={() => onChange([...rows, {}])}>
        {common('rows.add')}
      </Button>
    </div>
  )
}

/** A cell with the title of its column. */
function Cell({
  column,
  id,
  value,
  onChange,
  onBlur,
  invalid,
  axes,
}: Omit<InputProps, 'field' | 'describedBy' | 'required'> & { readonly column: FormField }) {
  const Input = isPlain(column.type) ? plainInputs[column.type] : plainInputs.text
  const name = (
    <>
      {column.title}
      {column.required && <RequiredMark />}
    </>
  )
  const input = (
    <Input
      field={column}
      id={id}
      value={value}
      onChange={onChange}
      onBlur={onBlur}
      describedBy={undefined}
      invalid={invalid}
      required={column.required}
      axes={axes}
    />
  )
  const layoutClass = column.type === 'long-text' ? 'min-w-0 sm:col-span-2' : 'min-w-0'
  return fieldsetTypes.has(column.type) ? (
    <fieldset className={layoutClass}>
      <legend className="mb-1 text-[0.875rem] font-700">{name}</legend>
      {input}
    </fieldset>
  ) : (
    <div className={layoutClass}>
      <label htmlFor={id} className="mb-1 block text-[0.875rem] font-700">
        {name}
      </label>
      {input}
    </div>
  )
}

/** Whether a pointer is another pointer or below it. */
function isBelow(at: string, place: string): boolean {
  return at === place || at.startsWith(`${place}/`)
}
