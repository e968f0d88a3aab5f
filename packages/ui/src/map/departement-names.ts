/** The overseas départements and collectivities that are drawn as tiles: the shapes cover metropolitan France only. */
export const OVERSEAS: readonly { readonly code: string; readonly name: string }[] = [
  { code: '971', name: 'Guadeloupe' },
  { code: '972', name: 'Martinique' },
  { code: '973', name: 'Guyane' },
  { code: '974', name: 'La Réunion' },
  { code: '975', name: 'Saint-Pierre-et-Miquelon' },
  { code: '976', name: 'Mayotte' },
];

/** Paris and its three neighbours, too small to be read on the map: drawn again, larger. */
export const INNER_PARIS: readonly string[] = ['75', '92', '93', '94'];
