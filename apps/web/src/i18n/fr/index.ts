import type { TextShape } from '@vigie/ui';
import type { webEn } from '../en/index.ts';
import { access } from './access.ts';
import { cards } from './cards.ts';
import { data } from './data.ts';
import { filters } from './filters.ts';
import { market } from './market.ts';
import { shell } from './shell.ts';

/** Words of the screens, French. */
export const webFr: TextShape<typeof webEn> = { shell, filters, market, access, data, cards };
