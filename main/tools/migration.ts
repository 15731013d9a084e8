import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../db/dialect/portable.ts';
import type { Script } from '../../db/migrations/index.ts';
import { schemaSql } from '../../db/schema/ddl.ts';
import { tables } from '../../db/schema/index.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'db', 'migrations');
const DIALECTS: readonly Dialect[] = ['sqlite', 'postgres'];
const MADE = /^create (index|trigger|table|function) "?([\w]+)"?/;

const thing = (statement: string): string => MADE.exec(statement)?.slice(1, 3).join(' ') ?? '';
/** PostgreSQL names the table of a trigger when it is dropped. */
const tableOf = (trigger: string): string => / on "?(\w+)"?/.exec(trigger)?.[1] ?? '';

/** What leads from the earlier steps to the schema as it stands; `byHand` names what text alone cannot decide. */
function difference(dialect: Dialect, earlier: readonly Script[]): { statements: string[]; byHand: string[] } {
  // The last statement that made a thing is the one that holds; a drop undoes it.
  const holds = new Map<string, string>();
  const others = new Set<string>();
  for (const statement of earlier.flatMap((s) => s[dialect])) {
    const dropped = /^drop (index|trigger|table|function) "?(\w+)"?/.exec(statement);
    // A table rebuilt by hand is made under another name, filled, and takes the place of the old one.
    const renamed = /^alter table "(\w+)" rename to "(\w+)"$/.exec(statement);
    if (dropped) holds.delete(dropped.slice(1, 3).join(' '));
    else if (renamed) {
      const [, from = '', to = ''] = renamed;
      holds.set(`table ${to}`, holds.get(`table ${from}`)?.replace(`"${from}"`, `"${to}"`) ?? '');
      holds.delete(`table ${from}`);
    } else if (thing(statement)) holds.set(thing(statement), statement);
    else others.add(statement);
  }
  const wanted = schemaSql(dialect, tables);
  const made = new Set(wanted.map(thing));
  const drops: string[] = [];
  const byHand: string[] = [];
  const gone = [...holds].filter(([name, statement]) => !made.has(name) || !wanted.includes(statement));
  for (const [name, statement] of gone) {
    const [kind = '', id = ''] = name.split(' ');
    if (kind === 'table') byHand.push(`${name} is ${made.has(name) ? 'another one now' : 'gone'}`);
    else if (kind === 'function') drops.push(`drop function "${id}" cascade`);
    else
      drops.push(dialect === 'postgres' && kind === 'trigger' ? `drop trigger "${id}" on "${tableOf(statement)}"` : `drop ${kind} "${id}"`);
  }
  // With a function its triggers go, and have to come back although they say the same.
  const orphaned = (s: string) => gone.some(([name]) => name.startsWith('function ') && s.includes(`"${name.slice(9)}"()`));
  const added = wanted.filter((s) => {
    if (!thing(s)) return !others.has(s);
    if (thing(s).startsWith('trigger ') && orphaned(s)) return true;
    return holds.get(thing(s)) !== s && !(thing(s).startsWith('table ') && holds.has(thing(s)));
  });
  return { statements: [...drops, ...added], byHand };
}

/** `npm run tool -- migration NAME`: writes the next step from what the schema says and no earlier step made. */
export async function run([name]: readonly string[]): Promise<number> {
  if (!name || !/^[a-z][a-z0-9-]{1,40}$/.test(name)) {
    console.error('Name the step in lower-case words with dashes: npm run tool -- migration price-lists');
    return 2;
  }
  const files = readdirSync(FOLDER)
    .filter((f) => /^\d{4}-.*\.json$/.test(f))
    .sort();
  const earlier = files.map((f) => JSON.parse(readFileSync(join(FOLDER, f), 'utf8')) as Script);
  const found = Object.fromEntries(DIALECTS.map((d) => [d, difference(d, earlier)])) as Record<Dialect, ReturnType<typeof difference>>;
  // PostgreSQL alters tables in place, which leaves no text to compare: what SQLite's rebuilt tables say goes for both.
  for (const d of DIALECTS) for (const line of found.sqlite.byHand) console.log(`By hand, ${d}: ${line}`);
  const script = Object.fromEntries(DIALECTS.map((d) => [d, found[d].statements]));
  if (DIALECTS.every((d) => found[d].statements.length === 0)) {
    console.log('The earlier steps make all that the schema says in statements of their own.');
    return 0;
  }
  const file = join(FOLDER, `${String(files.length + 1).padStart(4, '0')}-${name}.json`);
  if (existsSync(file)) throw new Error(`${file} is there already`);
  writeFileSync(file, `${JSON.stringify(script, null, 1)}\n`);
  console.log(`Wrote ${file}. Add it to the list in db/migrations/index.ts.`);
  return 0;
}
