import { sql } from 'kysely';
import type { DoctorCheck } from '../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../sql-check.ts';

export const doctorChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'receivables.letters',
    'Every dunning letter asks for the sum of what it lists, and its level is the highest one of its invoices was taken to.',
    'dunning_letter',
    sql<SqlFinding>`
      select l.id as "row", l.number || ' differs from what it lists' as message, cast(l.open - coalesce(sum(i.open), 0) as bigint) as gap
        from dunning_letter as l left join dunning_letter_item as i on i.letter_id = l.id
       group by l.id, l.number, l.open, l.level
      having l.open <> coalesce(sum(i.open), 0) or l.level <> coalesce(max(i.level), 0)`,
  ),
  sqlCheck(
    'receivables.runs',
    'A dunning run is the number and the sum of its letters.',
    'dunning_run',
    sql<SqlFinding>`
      select r.id as "row", 'the run of ' || r.run_on || ' differs from its letters' as message, cast(r.total - coalesce(sum(l.total), 0) as bigint) as gap
        from dunning_run as r left join dunning_letter as l on l.run_id = r.id
       group by r.id, r.run_on, r.letters, r.total having r.letters <> count(l.id) or r.total <> coalesce(sum(l.total), 0)`,
  ),
  sqlCheck(
    'receivables.levels',
    'No invoice, and no instalment of one, was taken to a level twice, or to one before the level below it.',
    'dunning_letter_item',
    sql<SqlFinding>`
      select i.item_key as "row", min(i.name) || ' was taken to levels ' || min(i.level) || ' to ' || max(i.level) || ' by ' || count(*) || ' letters' as message,
             cast(null as bigint) as gap
        from dunning_letter_item as i where i.level is not null
       group by i.item_key, i.due_on having count(*) <> max(i.level) or count(distinct i.level) <> max(i.level)`,
  ),
];
