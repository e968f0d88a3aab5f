import { mkdtempSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';
import { detectDelimiter } from './detect-delimiter.ts';
import { prepareText } from './prepare-text.ts';
import { readHeader } from './read-header.ts';
import { receiveFile } from './receive-file.ts';
import { splitRecords } from './split-records.ts';

let room: string;
beforeAll(() => {
  room = mkdtempSync(join(tmpdir(), 'vigie-reading-'));
});

let counter = 0;
async function prepare(bytes: Buffer | string) {
  const work = mkdtempSync(join(room, 'work-'));
  const path = join(work, `in-${counter++}.csv`);
  writeFileSync(path, bytes);
  return prepareText(await receiveFile({ filesDirectory: join(room, 'files'), path }), work);
}

async function clean(text: string, columns = 3) {
  const work = mkdtempSync(join(room, 'work-'));
  const path = join(work, 'in.csv');
  writeFileSync(path, text);
  const target = join(work, 'good.csv');
  const malformedTarget = join(work, 'bad.ndjson');
  const stepsTarget = join(work, 'steps.csv');
  const result = await cleanText({
    path,
    fileName: 'in.csv',
    delimiter: ',',
    columns,
    target,
    malformedTarget,
    stepsTarget,
  });
  return {
    ...result,
    lineSteps: readFileSync(stepsTarget, 'utf8'),
    good: readFileSync(target, 'utf8'),
    bad: readFileSync(malformedTarget, 'utf8'),
  };
}

describe('encodings', () => {
  it('UTF-8 with or without a mark, and plain ASCII, are read in place', async () => {
    expect((await prepare('a,b\n1,2\n')).encoding).toBe('US-ASCII');
    expect((await prepare('\uFEFFa,é\n1,2\n')).sample).toBe('a,é\n1,2\n');
  });

  it('windows-1252 is transcoded', async () => {
    const text = await prepare(Buffer.from('nom,ville\nL\u0092été,Orl\xe9ans\n', 'latin1'));
    expect(text.encoding).toBe('windows-1252');
    expect(readFileSync(text.path, 'utf8')).toBe('nom,ville\nL’été,Orléans\n');
    expect(text.warnings).toEqual([]);
  });

  it('UTF-16 is transcoded, with its mark or without', async () => {
    const marked = await prepare(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('nom,é\n1,2\n', 'utf16le')]));
    expect([marked.encoding, marked.sample]).toEqual(['UTF-16LE', 'nom,é\n1,2\n']);
    expect((await prepare(Buffer.from('nom,ville\n1,2\n', 'utf16le'))).sample).toBe('nom,ville\n1,2\n');
  });

  it('mixed encodings are told with the line, decoded line by line and marked', async () => {
    const text = await prepare(Buffer.concat([Buffer.from('a,b\n1,é\n2,è\n'), Buffer.from('3,\xe9t\xe9\n', 'latin1')]));
    expect(text.encoding).toMatch(/mixed/);
    expect(text.warnings[0]).toMatch(/1 lines are in windows-1252, the first is line 4/);
    expect(readFileSync(text.path, 'utf8')).toBe(`a,b\n1,é\n2,è\n3,é${text.marker}té\n`);
  });

  it('a character cut by the edge of a chunk is still one character', async () => {
    const text = 'a,b\n' + 'é'.repeat(700_001) + ',1\n' + '€'.repeat(500_000) + ',2\n';
    expect((await prepare(text)).encoding).toBe('UTF-8');
    expect((await prepare(`x${text}`)).encoding).toBe('UTF-8');
  });
});

describe('files that are not tables', () => {
  it('an empty file', () => expect(prepare('')).rejects.toThrow(/is empty/));
  it('a truncated gzip', async () => {
    const whole = gzipSync(Buffer.from('a,b\n' + '1,2\n'.repeat(5000)));
    await expect(prepare(whole.subarray(0, whole.length - 20))).rejects.toThrow(/cut short/);
  });
  it('a damaged gzip', async () => {
    const whole = gzipSync(Buffer.from(Array.from({ length: 5000 }, (_, i) => `${i},${i * 7}`).join('\n')));
    whole.fill(0x55, 2000, 2100);
    await expect(prepare(whole)).rejects.toThrow(/damaged gzip/);
  });
  it('a workbook', () =>
    expect(prepare(Buffer.from('504b03040102', 'hex'))).rejects.toThrow(/ZIP archive or an Excel/));
  it('a binary', () => expect(prepare(Buffer.from([1, 0, 2, 0, 0, 7, 8, 0, 9]))).rejects.toThrow(/binary file/));
  it('a binary inside a gzip', () =>
    expect(prepare(gzipSync(Buffer.from([1, 0, 2, 0, 0, 7, 8, 0, 9])))).rejects.toThrow(/binary file/));
  it('a directory', () =>
    expect(receiveFile({ filesDirectory: join(room, 'files'), path: room })).rejects.toThrow(/is not a file/));
});

describe('delimiter and header', () => {
  it.each([',', ';', '\t', '|'])('finds %j', (d) => {
    expect(
      detectDelimiter(['a b', 'c', 'd'].join(d) + '\n' + ['1,5', 'x', 'y'].map((v) => `"${v}"`).join(d), true, 'f'),
    ).toBe(d);
  });
  it('a header of one column has no delimiter', () => {
    expect(() => detectDelimiter('a:b:c\n1:2:3\n', true, 'f.csv')).toThrow(
      /No delimiter found in “f.csv”: the header reads “a:b:c”/,
    );
  });
  it('a header with one delimiter and rows with another', () => {
    expect(() => detectDelimiter('a,b,c\n1;2;3\n4;5;6\n', true, 'f.csv')).toThrow(
      /header is separated by comma \(3 columns\) and the rows by semicolon/,
    );
  });
  it('names are trimmed, named when empty, and numbered when doubled', () => {
    expect(readHeader([' Ensemble', 'x', 'X', ''], 'f')).toEqual(['Ensemble', 'x', 'X (2)', 'column 4']);
  });
  it('10,000 columns are refused', () => {
    expect(() =>
      readHeader(
        Array.from({ length: 10_000 }, (_, i) => `c${i}`),
        'f',
      ),
    ).toThrow(/has 10,000 columns/);
  });
  it('quoted fields keep delimiters, quotes and line breaks', () => {
    expect(splitRecords('a,"b,""c""\nd",e\n\n1,2,3', ',', 10)).toMatchObject({
      records: [
        ['a', 'b,"c"\nd', 'e'],
        ['1', '2', '3'],
      ],
      lines: [1, 4],
    });
  });
});

describe('separating good records from malformed lines', () => {
  it('header 1 + good 3 + malformed 2 = the 6 lines that are not blank', async () => {
    const result = await clean('a,b,c\n1,2,3\n\n4,5\n6,7,8,9\r\n"x\ny",2,3\n10,11,12');
    expect(result).toMatchObject({ records: 3, malformed: 2, good: 'a,b,c\n1,2,3\n"x\ny",2,3\n10,11,12\n' });
    expect(result.bad).toContain('"line":4,"text":"4,5","reason":"2 fields where the header has 3"');
    expect(result.lineSteps).toBe('1,1\n2,4\n3,5\n');
  });
  it('text after a closing quote spoils its line only', async () => {
    expect(await clean('a,b,c\n"q"z,1,2\n1,2,3\n')).toMatchObject({ records: 1, malformed: 1 });
  });
  it('an unclosed quote is named with its line', async () => {
    await expect(clean('a,b,c\n1,2,3\n4,"5,6\n7,8,9\n')).rejects.toThrow(/opened on line 3 and never closed/);
    await expect(clean('a,b,c\n1,2,3\n4,"5,6\n7,"8",9\n')).rejects.toThrow(/opened on line 3/);
  });
  it('records cut by the edge of a chunk stay whole', async () => {
    const row = '"é ""x"" y",2,3\r\n';
    const result = await clean('a,b,c\r\n' + row.repeat(200_000));
    expect(result).toMatchObject({ records: 200_000, malformed: 0, steps: 1, lineSteps: '1,1\n' });
  });
});
