export { checkClass, classLabel, compareClasses, highest, inherit, levelTitle } from './classes.ts'
export type { ClassChange, ClassScheme } from './classes.ts'
export { parseClass } from './parse.ts'
