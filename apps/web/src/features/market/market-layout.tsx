import { Outlet } from '@tanstack/react-router';
import { useStatus } from '../../app/use-status.ts';
import { NoRelease } from './common/no-release.tsx';

/** The market needs a release; without one its screens say where to make it. */
export function MarketLayout() {
  const status = useStatus();
  return status.data?.release === null ? <NoRelease /> : <Outlet />;
}
