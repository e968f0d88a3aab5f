import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { SCREENS } from './navigation.ts';

interface Shortcuts {
  readonly onJump: () => void;
  readonly onHelp: () => void;
  readonly singleKeys: boolean;
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(target.tagName));

/** Keys that work wherever the focus is. Single keys sleep while one types or when they are switched off. */
export function useShortcuts({ onJump, onHelp, singleKeys }: Shortcuts): void {
  const navigate = useNavigate();
  const pending = useRef(0);
  useEffect(() => {
    const press = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click();
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        onJump();
        return;
      }
      if (
        !singleKeys ||
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        typing(event.target)
      )
        return;
      const after =
        performance.now() - pending.current < 1200 ? SCREENS.find((screen) => screen.key === event.key) : undefined;
      pending.current = event.key === 'g' ? performance.now() : 0;
      if (after !== undefined) void navigate({ to: after.to, search: (was) => ({ release: was.release }) });
      else if (event.key === '?') onHelp();
      else if (event.key === '/') press('[data-filter]');
      else if (event.key === 'e') press('[data-export]');
      else if (event.key === '[') press('[data-month="-1"]');
      else if (event.key === ']') press('[data-month="1"]');
      else return;
      event.preventDefault();
    };
    globalThis.addEventListener('keydown', onKey);
    return () => globalThis.removeEventListener('keydown', onKey);
  }, [navigate, onJump, onHelp, singleKeys]);
}
