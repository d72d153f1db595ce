/** The roles of ひなた町 with a chair and a secretary of its committee. */
export const withOfficers = (roles: string): string =>
  roles.replace(
    '    members: [ciso, chief-officer, security-officer]',
    '    members: [ciso, chief-officer, security-officer]\n    chair: ciso\n    secretary: chief-officer',
  )
