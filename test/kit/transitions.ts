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

/** What the database does of a change of state. `row`: values of the columns beside state and revision. Nothing of it stays. */
export async function doneBySql(
  shop: Shop,
  table: string,
  row: Readonly<Record<string, string | number>>,
  from: string,
  to: string,
): Promise<'changed' | 'refused'> {
  const literal = (value: string | number) => (typeof value === 'number' ? String(value) : `'${value}'`);
  const whole = { ...row, state: from, revision: 1 };
  return shop.engine.writer.exclusively(async (tx) => {
    await tx.begin('write');
    await tx.exec(`insert into ${table} (${Object.keys(whole).join(', ')}) values (${Object.values(whole).map(literal).join(', ')})`);
    try {
      await tx.exec(`update ${table} set state = '${to}', revision = 2 where id = '${row['id']}'`);
      return 'changed';
    } catch (error) {
      if (!String(error).includes('this state cannot follow that one')) throw error;
      return 'refused';
    } finally {
      await tx.rollback();
    }
  });
}
