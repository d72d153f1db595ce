/** What other features may use of the campaigns. */
export { runStocktakes } from './rounds.ts'
