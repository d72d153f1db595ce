export { DefinedText } from './DefinedText.tsx'
