/** The longest retention, in years, that a field takes from a form or an imported cell. */
export const maxRetentionYears = 200
