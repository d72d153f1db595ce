import type { AccountRules, SignInRules } from '../packs/types.ts'

/** The figures for signing in that hold for somebody with these roles. */
export function signInRulesFor(rules: AccountRules, roles: readonly string[]): SignInRules {
  return rules.privileged !== undefined &&
    roles.some((role) => rules.privileged?.for.includes(role))
    ? rules.privileged
    : rules
}
