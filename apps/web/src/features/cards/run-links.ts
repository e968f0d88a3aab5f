/** The screen on which a metric is shown, by its name. */
const SCREENS: Readonly<Record<string, string>> = {
  'market.share': '/market',
  'market.definitions': '/market',
  'market.penetration': '/market?show=penetration',
  'market.concentration': '/market/concentration',
  'market.merger-screen': '/market/merger',
  'market.local': '/market/local',
  'growth.change': '/market/growth',
  'growth.decomposition': '/market/growth',
  'access.parity': '/access',
  'access.published': '/access/published',
  'access.requests': '/access/requests',
  'access.availability-by-platform': '/access/availability',
};

/** Where to see it on the data; a metric without a screen is exported as a table. */
export function runHref(metric: string): { readonly href: string; readonly screen: boolean } {
  const screen = SCREENS[metric];
  return screen === undefined
    ? { href: `/export/figure?metric=${encodeURIComponent(metric)}&format=csv`, screen: false }
    : { href: screen, screen: true };
}
