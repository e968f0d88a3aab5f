import { useLocalStorage } from '@mantine/hooks';

/** Choices of a person that stay in the browser. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useLocalStorage({ key: 'vigie.single-keys', defaultValue: true, getInitialValueInEffect: false });
  return [on, setOn];
}

export function useFolded(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useLocalStorage({ key: 'vigie.folded', defaultValue: false, getInitialValueInEffect: false });
  return [on, setOn];
}
