import { Checkbox } from '@mantine/core';
import type { OutputOf } from '../../../client/operations.ts';
import { words } from '../../../kit/format.ts';
import { t } from './text.ts';

type Known = OutputOf<'company.listPermissions'>['rows'];

const roomOf = (permission: string): string => permission.slice(0, permission.indexOf('.'));

/** The first things a permission opens; the rest is said on hover. */
const SHOWN = 2;
function opened(operations: Known[number]['operations']): string {
  const told = operations.slice(0, SHOWN).map((o) => o.summary.replace(/[:;].*$/, ''));
  return operations.length > SHOWN ? t('opens', { told: told.join('; '), count: operations.length - SHOWN }) : told.join('; ');
}

/** Every permission there is, by room, each with what it opens; a room can be given whole. */
export function Permissions(props: {
  readonly known: Known;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (chosen: ReadonlySet<string>) => void;
}) {
  const { known, chosen, choose } = props;
  const flip = (permission: string) => {
    const next = new Set(chosen);
    if (!next.delete(permission)) next.add(permission);
    choose(next);
  };
  const all = chosen.has('*');
  const rooms = [...Map.groupBy(known, (k) => roomOf(k.permission))];
  return (
    <div className="permissions">
      <Checkbox checked={all} label={t('everything')} onChange={() => flip('*')} />
      {rooms.map(([room, permissions]) => {
        const whole = `${room}.*`;
        const wholeRoom = all || chosen.has(whole);
        return (
          <fieldset aria-label={t('roomName', { room: words(room) })} key={room}>
            <Checkbox
              checked={wholeRoom}
              description={t('wholeRoom')}
              disabled={all}
              label={<strong>{words(room)}</strong>}
              onChange={() => flip(whole)}
            />
            {permissions.map(({ permission, operations }) => (
              <Checkbox
                checked={wholeRoom || chosen.has(permission)}
                description={opened(operations)}
                disabled={wholeRoom}
                key={permission}
                label={permission.slice(room.length + 1)}
                onChange={() => flip(permission)}
                title={operations.map((o) => o.summary).join('\n')}
              />
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}
