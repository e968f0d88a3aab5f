import { csvLines, flattenFigure, type Figure } from '@vigie/kernel';

/** Writes all of it, also into a pipe that is read slowly; a reader that hangs up early (head) ends the command quietly. */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' ? resolve() : reject(error),
    );
    process.stdout.write(text, () => resolve());
  });
}

export const printLine = (text: string): Promise<void> => writeOut(`${text}\n`);

/** Every row: a pipe gets the same bytes as the export of the web. */
export function printCsv(figure: Figure): Promise<void> {
  const table = flattenFigure(figure);
  return writeOut(
    [
      ...csvLines(
        table.columns.map((c) => c.name),
        table.rows,
      ),
    ].join(''),
  );
}
