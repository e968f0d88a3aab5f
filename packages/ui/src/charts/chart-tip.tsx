import classes from './charts.module.css';

interface ChartTipProps {
  readonly titles: readonly string[];
  readonly lines: readonly (readonly (readonly [string, string])[])[];
  /** Given by the chart. */
  readonly active?: boolean;
  readonly label?: number | string;
}

/** What the pointer is over, in words. The table view says the same to the keyboard. */
export function ChartTip({ titles, lines, active, label }: ChartTipProps) {
  const index = Math.round(Number(label));
  const title = active === true ? titles[index] : undefined;
  if (title === undefined) return null;
  return (
    <div className={classes['tip']}>
      <p>{title}</p>
      <table>
        <tbody>
          {(lines[index] ?? []).map(([name, value]) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
