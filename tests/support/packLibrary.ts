import { PackLibrary } from '#platform/packs/library.ts'

/** The packs of the program: each is read and compiled once in a worker, for all its files. */
export const bundledPacks = new PackLibrary()
