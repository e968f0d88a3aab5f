import { access } from './access.ts';
import { cards } from './cards.ts';
import { data } from './data.ts';
import { filters } from './filters.ts';
import { market } from './market.ts';
import { shell } from './shell.ts';

/** Words of the screens, English. */
export const webEn = { shell, filters, market, access, data, cards } as const;
