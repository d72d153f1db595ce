export {
  checkClass,
  classLabel,
  compareClasses,
  highestClass,
  inheritClass,
  levelTitle,
} from './classes.ts'
export type { ClassChange, ClassScheme } from './classes.ts'
export { parseClass } from './parse.ts'
