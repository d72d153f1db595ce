/** “place” or “places”, as a number of them asks. */
export const places = (count: number): string => (count === 1 ? 'place' : 'places')
