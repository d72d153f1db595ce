export { checkClass, classLabel, compareClasses, highestClass, inheritClass } from './classes.ts'

export { parseClass } from './parse.ts'
