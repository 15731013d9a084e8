/** Triggers that refuse every change of state that is not among the pairs. */
export function transitions(name: string, steps: readonly string[]) {
  const pairs = steps.map((s) => `'${s}'`).join(', ');
  const no = `old.state <> new.state and (old.state || '>' || new.state) not in (${pairs})`;
  const says = `${name}: this state does not follow the one before`;
  return {
    sqlite: [`create trigger ${name}_transition before update of state on ${name} when ${no} begin select raise(abort, '${says}'); end`],
    postgres: [
      `create function ${name}_transition() returns trigger language plpgsql as $$ begin
         if ${no} then raise exception '${says}' using errcode = '23514'; end if;
         return new; end $$`,
      `create trigger ${name}_transition before update on ${name} for each row execute function ${name}_transition()`,
    ],
  };
}
