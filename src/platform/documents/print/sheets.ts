/**
 * Data of the printable sheets. Dates are ISO (`2026-11-21`, moments `2026-11-21T09:30:00+09:00`)
 * and are printed in 和暦; texts may have line breaks.
 */

interface Sheet {
  readonly organization: string
  readonly title: string
  /** Number of the official form, such as 様式第2号; printed at the top right. */
  readonly formNumber?: string
  /** The date printed on the paper. */
  readonly date: string
  /** A pale word across the page, such as 控 or 訓練. */
  readonly mark?: string
}

/** A label and its value in a table. */
export interface LabelledValue {
  readonly label: string
  readonly value: string
}

/**
 * A seal box: the role that decides, and after the decision the name (the family name fits best)
 * and the date.
 */
export interface Seal {
  readonly role: string
  readonly name?: string
  readonly date?: string
  /** The word in the stamp; up to four characters fit: 承認, 代行, 確認. */
  readonly decision?: string
}

/** One entry of the history. */
export interface HistoryEntry {
  readonly at: string
  readonly who: string
  readonly act: string
  readonly note?: string
}

/** An official form. */
export interface FormSheet extends Sheet {
  readonly documentNumber?: string
  /** The addressee, with 様 or 殿 as the organisation writes it. */
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

/** A column of a printed register. */
interface RegisterColumn {
  readonly header: string
  readonly align?: 'left' | 'center' | 'right'
}

/** A register, A4 landscape, with its header on every page. */
export interface RegisterSheet extends Sheet {
  readonly subtitle?: string
  readonly columns: readonly RegisterColumn[]
  readonly rows: readonly (readonly string[])[]
}

/** A report in sections: figures, bars and tables, with places that a person fills in. */
export interface ReportSheet extends Sheet {
  readonly subtitle?: string
  readonly documentNumber?: string
  /** Sentences before the first section. */
  readonly lead?: readonly string[]
  readonly sections: readonly ReportSection[]
}

interface ReportSection {
  readonly heading: string
  readonly parts: readonly ReportPart[]
}

/** Of what kind a piece of a bar is: each has a shade and a hatching of its own, also in grey. */
export type ReportTone = 'good' | 'word' | 'none' | 'due' | 'wrong' | 'late'

export type ReportPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'figures'
      readonly figures: readonly {
        readonly label: string
        readonly figure: string
        readonly note: string
      }[]
    }
  | {
      readonly kind: 'bars'
      readonly legend: readonly { readonly label: string; readonly tone: ReportTone }[]
      /** The pieces of each bar in the order of the legend. */
      readonly rows: readonly { readonly label: string; readonly pieces: readonly number[] }[]
    }
  | {
      readonly kind: 'table'
      readonly columns: readonly RegisterColumn[]
      /** Shares of the width. */
      readonly widths: readonly number[]
      readonly rows: readonly (readonly string[])[]
      /** What stands in its place where it has no rows. */
      readonly empty: string
    }
  | { readonly kind: 'blank'; readonly label: string; readonly lines: number }

/** A label for a thing: what it is, its class, its owner. */
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

/** A person who is called. */
export interface Contact {
  readonly name: string
  readonly post?: string
  readonly deputy?: boolean
  readonly phones: readonly { readonly label?: string; readonly number: string }[]
}

/** A role in the contact network, its holders, and the roles that they call. */
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
