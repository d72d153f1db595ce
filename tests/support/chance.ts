import fc from 'fast-check'

/**
 * Properties are tried with the same random values in every run, so that a run that passed passes
 * again. `SEKISHO_SEED=<number>` tries others.
 */
fc.configureGlobal({ seed: Number(process.env['SEKISHO_SEED'] ?? 20_261_130) })
