/** Thrown to requests that waited for a sign-in, where somebody else signed in. */
export class OtherPerson extends Error {}
