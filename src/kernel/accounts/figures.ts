import type { AccountRules, SignInFigures } from '../packs/types.ts'

/** The figures for signing in that hold for somebody with these roles. */
export function figuresFor(rules: AccountRules, roles: readonly string[]): SignInFigures {
  return rules.privileged !== undefined &&
    roles.some((role) => rules.privileged?.for.includes(role))
    ? rules.privileged
    : rules
}
