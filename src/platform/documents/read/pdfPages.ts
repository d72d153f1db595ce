/** The text of a PDF page by page, or the reason why there is none. */
export type PdfPages =
  | { readonly pages: readonly string[] }
  | { readonly fault: 'encrypted' | 'damaged' | 'slow' }
