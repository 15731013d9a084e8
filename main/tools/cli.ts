import process from 'node:process';
import { Refusal } from '../../preload/contract/refusal.ts';

/** What a tool file offers: the command's work, returning the exit code. */
interface Tool {
  run(args: readonly string[]): Promise<number>;
}

/** Commands by name. Loaded when asked for: `--help` must not open a database driver. */
const TOOLS: Readonly<Record<string, { readonly does: string; readonly load: () => Promise<Tool> }>> = {
  serve: { does: 'serve companies over HTTP to scripts, browsers and other desktops', load: () => import('./serve.ts') },
  create: { does: 'create a company file', load: () => import('./create.ts') },
  token: { does: 'create an API token; the secret is printed once', load: () => import('./token.ts') },
  demo: { does: 'make the demo company from a month of real orders and serve it', load: () => import('./demo.ts') },
  doctor: { does: 'prove a company: balances, books, audit chain', load: () => import('./doctor.ts') },
  journal: { does: 'print the journal as plain text for hledger or beancount', load: () => import('./journal.ts') },
  backup: { does: 'copy a company while it is in use', load: () => import('./backup.ts') },
  restore: { does: 'put a backup in place and prove it', load: () => import('./restore.ts') },
  sim: { does: 'run a seeded shop against an independent auditor', load: () => import('./sim.ts') },
  migration: { does: 'write the next migration from what the schema says and no earlier step made', load: () => import('./migration.ts') },
  package: { does: 'pack the desktop, as far as this machine can', load: () => import('./package.ts') },
  bench: { does: 'measure speed on this machine', load: () => import('./bench.ts') },
};

function usage(): string {
  const lines = Object.entries(TOOLS).map(([name, { does }]) => `  ${name.padEnd(10)} ${does}`);
  return ['Usage: countinghouse <command> [options]', '', ...lines].join('\n');
}

/** Runs one command and returns its exit code: 0 done, 1 refused or failed, 2 not understood. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  const tool = name === undefined ? undefined : TOOLS[name];
  if (!tool) {
    const asked = name === '--help' || name === 'help';
    console.error(asked || name === undefined ? usage() : `There is no command ${name}.\n\n${usage()}`);
    return asked ? 0 : 2;
  }
  try {
    return await (await tool.load()).run(args);
  } catch (error) {
    if (error instanceof Refusal) {
      console.error(error.message);
      return 1;
    }
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      console.error(error.message);
      return 2;
    }
    throw error;
  }
}

process.exitCode = await main(process.argv.slice(2));
