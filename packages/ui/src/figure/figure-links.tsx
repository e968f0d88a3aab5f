import { createContext, useContext, type ReactNode } from 'react';

/** Where a figure leads: the kit knows no routes, the application gives them. */
export interface FigureLinks {
  readonly openCard: (metric: string) => void;
  readonly cardHref: (metric: string) => string;
  readonly releaseHref: (release: number) => string;
  /** Single-key shortcuts may be switched off by the person. */
  readonly singleKeys: boolean;
}

const nowhere: FigureLinks = { openCard: () => {}, cardHref: () => '', releaseHref: () => '', singleKeys: false };
const FigureLinksContext = createContext<FigureLinks>(nowhere);

export function FigureLinksProvider({
  links,
  children,
}: {
  readonly links: FigureLinks;
  readonly children: ReactNode;
}) {
  return <FigureLinksContext value={links}>{children}</FigureLinksContext>;
}

export function useFigureLinks(): FigureLinks {
  return useContext(FigureLinksContext);
}
