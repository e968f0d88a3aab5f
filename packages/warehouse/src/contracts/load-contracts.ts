import { readdirSync, readFileSync } from 'node:fs';
import { AppError } from '@vigie/kernel';
import { contractSchema, type Contract } from './contract.ts';
import { dataPath } from './data-directory.ts';

/**
 * The contract of a table.
 * @throws AppError NOT_FOUND / NO_SUCH_CONTRACT
 */
export function loadContract(table: string): Contract {
  const known = listContractTables();
  if (!known.includes(table)) {
    throw new AppError('NOT_FOUND', `There is no contract for a table named “${table}”.`, {
      reason: 'NO_SUCH_CONTRACT',
      cure: `Tables: ${known.join(', ')}.`,
    });
  }
  return contractSchema.parse(JSON.parse(readFileSync(dataPath('contracts', `${table}.json`), 'utf8')));
}

/** The tables that have a contract, in alphabetical order. */
export function listContractTables(): string[] {
  return readdirSync(dataPath('contracts'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

export function loadContracts(): Contract[] {
  return listContractTables().map(loadContract);
}
