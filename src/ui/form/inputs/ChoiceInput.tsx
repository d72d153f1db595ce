import { useCommonTexts } from '../../i18n/index.ts'
import type { InputProps } from '../types.ts'
import { SelectBox } from '../../parts/SelectBox.tsx'
import { choiceClass, markClass } from './inputClasses.ts'

const maxRadios = 6

/** A field of the type `choice`: up to six options as radio buttons, more as a select box. */
export function ChoiceInput(props: InputProps) {
  const { field, id, value, onChange, onBlur, describedBy, invalid, required } = props
  const common = useCommonTexts()
  const options = field.options ?? []
  if (options.length <= maxRadios) return <Radios {...props} options={options} onPick={onChange} />
  return (
    <SelectBox
      id={id}
      aria-label={field.title}
      value={typeof value === 'string' ? value : ''}
      aria-describedby={describedBy}
      invalid={invalid}
      aria-required={required}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      onBlur={onBlur}
    >
      <option value="">{common('choice.none')}</option>
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.title}
        </option>
      ))}
    </SelectBox>
  )
}

function Radios({
  id,
  value,
  onBlur,
  invalid,
  options,
  onPick,
}: Pick<InputProps, 'id' | 'value' | 'onBlur' | 'invalid'> & {
  readonly options: readonly { readonly id: string; readonly title: string }[]
  readonly onPick: (id: string) => void
}) {
  return (
    <div className={`flex flex-wrap gap-x-7 ${invalid ? 'border-l-4 border-stop-line pl-3' : ''}`}>
      {options.map((option, index) => (
        <label key={option.id} className={choiceClass}>
          <input
            id={index === 0 ? id : undefined}
            type="radio"
            name={id}
            value={option.id}
            checked={value === option.id}
            onChange={() => onPick(option.id)}
            onBlur={onBlur}
            className={markClass}
          />
          <span>{option.title}</span>
        </label>
      ))}
    </div>
  )
}

/** A field of the type `yes-no`: two radio buttons. */
export function YesNoInput(props: InputProps) {
  const common = useCommonTexts()
  const options = [
    { id: 'yes', title: common('yes') },
    { id: 'no', title: common('no') },
  ]
  const value = props.value === true ? 'yes' : props.value === false ? 'no' : undefined
  return (
    <Radios
      {...props}
      value={value}
      options={options}
      onPick={(selected) => props.onChange(selected === 'yes')}
    />
  )
}

/** A field of the type `choices`: a checkbox for each option. */
export function ChoicesInput({ field, id, value, onChange, onBlur, invalid }: InputProps) {
  const selectedIds: readonly unknown[] = Array.isArray(value) ? value : []
  return (
    <div className={`flex flex-wrap gap-x-7 ${invalid ? 'border-l-4 border-stop-line pl-3' : ''}`}>
      {(field.options ?? []).map((option, index) => (
        <label key={option.id} className={choiceClass}>
          <input
            id={index === 0 ? id : undefined}
            type="checkbox"
            checked={selectedIds.includes(option.id)}
            onBlur={onBlur}
            className={markClass}
            onChange={() =>
              onChange(
                selectedIds.includes(option.id)
                  ? selectedIds.filter((selectedId) => selectedId !== option.id)
                  : [...selectedIds, option.id],
              )
            }
          />
          <span>{option.title}</span>
        </label>
      ))}
    </div>
  )
}
