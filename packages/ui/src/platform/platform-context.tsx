import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { assignSlots, OTHER_STYLE, platformName, type PlatformStyle } from './platform-style.ts';

interface Platforms {
  readonly codes: readonly string[];
  readonly focus: string | null;
  readonly styleOf: (code: string) => PlatformStyle;
}

const PlatformsContext = createContext<Platforms>({ codes: [], focus: null, styleOf: () => OTHER_STYLE });

/** Gives every platform below its look, once for the whole page. */
export function PlatformsProvider(props: {
  readonly codes: readonly string[];
  readonly focus: string | null;
  readonly children: ReactNode;
}) {
  const { codes, focus, children } = props;
  const value = useMemo((): Platforms => {
    const styles = assignSlots(codes, focus);
    return { codes, focus, styleOf: (code) => styles.get(code) ?? OTHER_STYLE };
  }, [codes, focus]);
  return <PlatformsContext value={value}>{children}</PlatformsContext>;
}

export function usePlatforms(): Platforms {
  return useContext(PlatformsContext);
}

export function usePlatformName(): (code: string) => string {
  const { t } = useTranslation('ui');
  return (code) => platformName(code, (key) => t(key));
}
