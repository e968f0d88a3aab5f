import { DEPARTEMENT_SHAPES } from './departement-shapes.ts';
import { useId, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './departement-map.module.css';
import { departementName, INNER_PARIS, OVERSEAS } from './departement-names.ts';
import { MapKey } from './map-key.tsx';
import { classOf } from './map-scale.ts';

export interface MapCell {
  /** Null: refused, hidden or unknown. */
  readonly value: number | null;
  /** No row for this département at all, as opposed to a refused one. */
  readonly words: string;
}

export interface DepartementMapProps {
  readonly title: string;
  /** By département code: 01 … 95, 2A, 2B, 971 … 976. */
  readonly cells: ReadonlyMap<string, MapCell>;
  readonly breaks: readonly number[];
  readonly unit: string;
  readonly current: string | null;
  readonly onCurrent: (code: string | null) => void;
  readonly onOpen?: (code: string) => void;
}

const INSET = { from: { x: 303, y: 133, width: 22, height: 22.6 }, to: { x: 6, y: 20, width: 92, height: 94 } };

/** Shapes with fixed breaks; hatched where there is no figure; tiles for the overseas; Paris and its neighbours again, larger. */
export function DepartementMap(props: DepartementMapProps) {
  const { t } = useTranslation('ui');
  const hatch = useId();
  const codes = [...DEPARTEMENT_SHAPES.map((place) => place.id), ...OVERSEAS.map((place) => place.code)];
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      const at = codes.indexOf(props.current ?? '');
      props.onCurrent(codes[(at + step + codes.length) % codes.length] ?? null);
      event.preventDefault();
    } else if (event.key === 'Enter' && props.current !== null) props.onOpen?.(props.current);
    else if (event.key === 'Escape') props.onCurrent(null);
  };
  const paint = (code: string) => painting(props, code, hatch);
  const active = DEPARTEMENT_SHAPES.find((place) => place.id === props.current);
  const now = props.current === null ? undefined : props.cells.get(props.current);
  return (
    <div className={classes['map']}>
      <div
        className={classes['drawing']}
        // One stop for the keyboard; the arrows move inside, the words are read out below.
        tabIndex={0}
        role="application"
        aria-label={t('map.label', { title: props.title })}
        onKeyDown={onKeyDown}
      >
        <svg viewBox="0 0 613 585" aria-hidden="true">
          <defs>
            <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="5" height="5" fill="var(--v-sheet)" />
              <line x1="0" y1="0" x2="0" y2="5" stroke="var(--v-control)" strokeWidth="1.4" />
            </pattern>
          </defs>
          {DEPARTEMENT_SHAPES.map((place) => (
            <path
              key={place.id}
              d={place.path}
              data-code={place.id}
              {...paint(place.id)}
              className={classes['shape']}
              onMouseEnter={() => props.onCurrent(place.id)}
              onClick={() => props.onOpen?.(place.id)}
            />
          ))}
          {active !== undefined && <path d={active.path} className={classes['active']} />}
          <text x={INSET.to.x} y={12} className={classes['caption']}>
            {t('map.innerParis')}
          </text>
          <svg {...INSET.to} viewBox={`${INSET.from.x} ${INSET.from.y} ${INSET.from.width} ${INSET.from.height}`}>
            {DEPARTEMENT_SHAPES.filter((place) => INNER_PARIS.includes(place.id)).map((place) => (
              <path
                key={place.id}
                d={place.path}
                {...paint(place.id)}
                className={classes['insetShape']}
                data-current={place.id === props.current || undefined}
                onMouseEnter={() => props.onCurrent(place.id)}
                onClick={() => props.onOpen?.(place.id)}
              />
            ))}
          </svg>
          {INNER_LABELS.map(([code, x, y]) => (
            <text key={code} x={x} y={y} className={classes['insetLabel']} data-dark={isDark(props, code) || undefined}>
              {code}
            </text>
          ))}
        </svg>
        <div className={classes['tiles']} aria-hidden="true">
          {OVERSEAS.filter((place) => place.code !== '975' || props.cells.has('975')).map((place) => (
            <span
              key={place.code}
              className={classes['tile']}
              data-class={tileClass(props, place.code)}
              data-current={place.code === props.current || undefined}
              onMouseEnter={() => props.onCurrent(place.code)}
              onClick={() => props.onOpen?.(place.code)}
              title={place.name}
            >
              {place.code}
            </span>
          ))}
          <small>{t('map.overseas')}</small>
        </div>
      </div>
      <p className={classes['now']} aria-live="polite">
        {props.current === null
          ? '\u00A0'
          : `${props.current} ${departementName(props.current)}, ${now?.words ?? t('map.noData')}`}
      </p>
      <MapKey breaks={props.breaks} unit={props.unit} />
      <p className={classes['source']}>{t('map.attribution')}</p>
    </div>
  );
}

/** Places of the four numbers of the inset, in the map's own units. */
const INNER_LABELS: readonly (readonly [string, number, number])[] = [
  ['75', 50, 68],
  ['92', 25, 72],
  ['93', 68, 53],
  ['94', 70, 90],
];

function painting(props: DepartementMapProps, code: string, hatch: string): { fill: string } {
  const cell = props.cells.get(code);
  if (cell === undefined || cell.value === null) return { fill: `url(#${hatch})` };
  return { fill: `var(--v-seq${classOf(cell.value, props.breaks) + 1})` };
}

function tileClass(props: DepartementMapProps, code: string): string {
  const cell = props.cells.get(code);
  return cell === undefined || cell.value === null ? 'none' : String(classOf(cell.value, props.breaks) + 1);
}

function isDark(props: DepartementMapProps, code: string): boolean {
  const cell = props.cells.get(code);
  return cell !== undefined && cell.value !== null && classOf(cell.value, props.breaks) >= 3;
}
