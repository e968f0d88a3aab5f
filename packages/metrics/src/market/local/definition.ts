import { AppError } from '@vigie/kernel';
import { z } from 'zod';
import { defineMetric } from '../../frame/definition.ts';
import { attributionParams, periodParams, placeParams, platformCode, scopeParams } from '../../frame/params.ts';
import { draftCatchment } from './catchment.ts';
import { draftRadius } from './radius.ts';

const coordinate = (limit: number) => z.coerce.number().min(-limit).max(limit).optional();

export const localParams = z.object({
  kind: z.enum(['radius', 'catchment']).default('radius').meta({
    description:
      'radius: the market within a distance of each centre. catchment: the distance that holds most patients.',
    fr: 'radius : le marché à une distance de chaque centre. catchment : la distance qui contient l’essentiel des patients.',
  }),
  ...periodParams,
  platform: platformCode().optional().meta({
    description: 'Whose share. Default: own, else the largest.',
    fr: 'La part de qui. Par défaut : own, sinon la plus grande.',
  }),
  departement: placeParams.departement,
  lat: coordinate(90).meta({
    description: 'Latitude of the centre (WGS84), with lon. Without it, every site of the département is a centre.',
    fr: 'Latitude du centre (WGS84), avec lon. Sinon, chaque lieu du département est un centre.',
  }),
  lon: coordinate(180).meta({ description: 'Longitude of the centre.', fr: 'Longitude du centre.' }),
  radiusKm: z.coerce
    .number()
    .positive()
    .max(500)
    .default(20)
    .meta({ description: 'Radius in km.', fr: 'Rayon en km.' }),
  coverageRatio: z.coerce.number().gt(0).max(1).default(0.8).meta({
    description: 'catchment: the part of the bookings to hold (0.8 is usual).',
    fr: 'catchment : la part des rendez-vous à contenir (0,8 est usuel).',
  }),
  specialty: placeParams.specialty,
  ...scopeParams,
  register: attributionParams.register,
  repairs: attributionParams.repairs,
});
export type LocalParams = z.infer<typeof localParams>;

export const marketLocal = defineMetric({
  id: 'market.local',
  version: 2,
  title: { en: 'Local markets', fr: 'Marchés locaux' },
  unit: 'ratio',
  formula:
    'share of p among the bookings of all sites within R km (haversine, 6371.0088 km); catchment: smallest d whose bookings reach 80 %',
  source: 'Radius and catchment areas as in French and UK merger practice',
  card: new URL('./card.md', import.meta.url),
  params: localParams,
  dimensions: ['centre', 'departement'],
  columns: [
    { name: 'sites', unit: 'count', title: { en: 'Sites', fr: 'Lieux' } },
    { name: 'hhi', unit: 'points', title: { en: 'HHI', fr: 'IHH' } },
    { name: 'leader', unit: 'text', title: { en: 'Leader', fr: 'Première' } },
    { name: 'leaderRatio', unit: 'ratio', title: { en: 'Its share', fr: 'Sa part' } },
    { name: 'lat', unit: 'volume', title: { en: 'Latitude', fr: 'Latitude' } },
    { name: 'lon', unit: 'volume', title: { en: 'Longitude', fr: 'Longitude' } },
    { name: 'distanceKm', unit: 'km', title: { en: 'Distance', fr: 'Distance' } },
  ],
  flags: ['REFUSED', 'EMPTY_DENOMINATOR', 'LOW_COVERAGE', 'KNOWN_FRINGE'],
  compute: async (context, params) => {
    if ((params.lat === undefined) !== (params.lon === undefined)) {
      throw new AppError('BAD_INPUT', 'A centre needs both lat and lon.', {
        reason: 'HALF_POINT',
        where: { parameter: params.lat === undefined ? 'lat' : 'lon' },
      });
    }
    if (params.departement === undefined && (params.kind === 'catchment' || params.lat === undefined)) {
      throw new AppError('BAD_INPUT', 'A local market needs a place: a département, or a centre with lat and lon.', {
        reason: 'NO_PLACE',
        where: { parameter: 'departement' },
      });
    }
    return params.kind === 'catchment' ? draftCatchment(context, params) : draftRadius(context, params);
  },
});
