import { Outlet } from '@tanstack/react-router';
import { useStatus } from '../../app/use-status.ts';
import { NoRelease } from '../market/common/no-release.tsx';

/** Access needs a release; without one its screens say where to make it. */
export function AccessLayout() {
  const status = useStatus();
  return status.data?.release === null ? <NoRelease title="shell.nav.access" /> : <Outlet />;
}
