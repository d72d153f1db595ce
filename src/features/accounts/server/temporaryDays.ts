/** Days in which a temporary password must be changed, unless the settings say otherwise. */
export const temporaryDays = 7
