/** What can be printed. Dates are ISO (`2026-11-21`, moments `2026-11-21T09:30:00+09:00`) and are printed in 和暦; texts may hold line breaks. */

interface Sheet {
  readonly organization: string
  readonly title: string
  /** Number of the official form, such as 様式第2号; printed at the top right. */
  readonly formNumber?: string
  /** The day that stands on the paper. */
  readonly date: string
  /** A faint word across the page, such as 控 or 訓練. */
  readonly mark?: string
}

/** A label and its value in a table. */
export interface LabelledValue {
  readonly label: string
  readonly value: string
}

/** A seal box: who decides, and when decided, by whom (the family name fits best) and when. */
export interface Seal {
  readonly role: string
  readonly name?: string
  readonly date?: string
  /** The word in the stamp, at most four characters fit well: 承認, 代行, 確認. */
  readonly decision?: string
}

/** One line of what happened. */
export interface HistoryEntry {
  readonly at: string
  readonly who: string
  readonly act: string
  readonly note?: string
}

/** An official form. */
export interface FormSheet extends Sheet {
  readonly documentNumber?: string
  /** To whom, with 様 or 殿 as the organisation writes it. */
  readonly addressee?: string
  readonly applicant?: readonly LabelledValue[]
  /** The sentence that opens the form. */
  readonly lead?: string
  readonly sections: readonly {
    readonly heading?: string
    readonly rows: readonly LabelledValue[]
  }[]
  readonly seals?: readonly Seal[]
  readonly history?: readonly HistoryEntry[]
  readonly notes?: readonly string[]
}

/** A column of a printed ledger; `width` is relative to the others (1 when left out). */
interface RegisterColumn {
  readonly header: string
  readonly width?: number
  readonly align?: 'left' | 'center' | 'right'
}

/** A ledger, A4 landscape, its head repeated on every page. */
export interface RegisterSheet extends Sheet {
  readonly subtitle?: string
  readonly columns: readonly RegisterColumn[]
  readonly rows: readonly (readonly string[])[]
}

/** What is put on a thing: what it is, how it is classed, whose it is. */
interface Label {
  readonly class: string
  readonly number: string
  readonly name: string
  readonly unit: string
  readonly lines: readonly LabelledValue[]
}

/** Labels, twelve on an A4 sheet (86.4 × 42.3 mm). */
export interface LabelSheet extends Sheet {
  readonly labels: readonly Label[]
}

/** Someone to be called. */
export interface Contact {
  readonly name: string
  readonly post?: string
  readonly deputy?: boolean
  readonly phones: readonly { readonly label?: string; readonly number: string }[]
}

/** A role in the contact network, who holds it, and whom they call. */
export interface ContactNode {
  readonly role: string
  readonly people: readonly Contact[]
  readonly children?: readonly ContactNode[]
}

/** The emergency contact network on one page. */
export interface ContactSheet extends Sheet {
  readonly subtitle?: string
  readonly roots: readonly ContactNode[]
  readonly outside?: readonly { readonly name: string; readonly number: string }[]
}
