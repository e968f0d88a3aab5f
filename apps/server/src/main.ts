import { resolveNeighboursQuickly } from './lifecycle/quick-imports.ts';

// Before the rest is loaded, which is why it is loaded here and not above.
resolveNeighboursQuickly();
const { runProcess } = await import('./lifecycle/run-process.ts');

process.exitCode = await runProcess();
process.exit();
