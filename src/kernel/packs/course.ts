/** A course to begin with: an organisation copies it and makes it its own. */
export interface CourseTemplate {
  readonly id: string
  readonly title: string
  readonly pages: readonly { readonly title: string; readonly text: string }[]
  readonly questions: readonly TemplateQuestion[]
  /** How many answers must be right. */
  readonly needed: number
}

export interface TemplateQuestion {
  readonly ask: string
  readonly options: readonly string[]
  /** The right one, counted from 0. */
  readonly right: number
  readonly why: string
}
