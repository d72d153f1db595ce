/** The roles of ひなた町 with somebody who leads its committee and somebody who writes its minutes. */
export const withOfficers = (roles: string): string =>
  roles.replace(
    '    members: [ciso, chief-officer, security-officer]',
    '    members: [ciso, chief-officer, security-officer]\n    chair: ciso\n    secretary: chief-officer',
  )
