import type { Shop } from './company.ts';

type Machine = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Every pair of different states of a machine. */
export function pairsOf(machine: Machine): (readonly [from: string, to: string])[] {
  const states = Object.keys(machine);
  return states.flatMap((from) => states.filter((to) => to !== from).map((to) => [from, to] as const));
}

/** What the machine says of a change of state. */
export const saidBy = (machine: Machine, from: string, to: string): 'changed' | 'refused' =>
  Object.values(machine[from] ?? {}).includes(to) ? 'changed' : 'refused';

type Row = Readonly<Record<string, string | number | null>>;

/**
 * What the database does of a change of state. `row`: values of the columns beside state and revision, by state where they differ. Nothing of
 * it stays.
 */
export async function doneBySql(
  shop: Shop,
  table: string,
  row: Row | ((state: string) => Row),
  from: string,
  to: string,
): Promise<'changed' | 'refused'> {
  const literal = (value: string | number | null) => (typeof value === 'string' ? `'${value}'` : String(value));
  const whole = (state: string, revision: number): Row => ({ ...(typeof row === 'function' ? row(state) : row), state, revision });
  const before = whole(from, 1);
  const after = Object.entries(whole(to, 2)).map(([column, value]) => `${column} = ${literal(value)}`);
  return shop.engine.writer.exclusively(async (tx) => {
    await tx.begin('write');
    await tx.exec(`insert into ${table} (${Object.keys(before).join(', ')}) values (${Object.values(before).map(literal).join(', ')})`);
    try {
      await tx.exec(`update ${table} set ${after.join(', ')} where id = '${before['id']}'`);
      return 'changed';
    } catch (error) {
      if (!/this state (cannot follow that one|does not follow the one before)/.test(String(error))) throw error;
      return 'refused';
    } finally {
      await tx.rollback();
    }
  });
}
