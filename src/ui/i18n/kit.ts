import { en } from './en.ts'
import { ja } from './ja.ts'
import { defineText } from './words.ts'

/** The texts of the kit itself. */
export const kit = defineText('kit', { ja, en })
