import { check } from './steps.ts'

/**
 * `npm run check [file…]`: the checks that are quick enough for every day, without a database or a
 * browser.
 */
await check('daily', process.argv.slice(2))
