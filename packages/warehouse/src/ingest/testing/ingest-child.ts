import { describeError } from '@vigie/kernel';
import { ingestFile } from '../ingest-file.ts';

// An ingestion in a process of its own, to be killed or raced by tests: node ingest-child.ts HOME FILE
const [home = '', path = ''] = process.argv.slice(2);
try {
  const outcome = await ingestFile({ home }, { path });
  process.stdout.write(`id=${outcome.id} already=${outcome.alreadyIngested}\n`);
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
