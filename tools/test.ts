import { check } from './steps.ts'

/** `npm test [file…]`: everything that must hold before a change lands. */
await check('whole', process.argv.slice(2))
